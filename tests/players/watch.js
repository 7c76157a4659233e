// What both player pages share: the element, what went wrong, and playing at four times the speed.
let video = document.querySelector('video');
const failures = [];

const isKey = uri => /\/keys\/[a-z2-7]{26}$/.test(uri);

async function play() {
  await video.play();
  video.playbackRate = 4;
  // Players set the rate back when they attach a source.
  video.addEventListener('ratechange', () => {
    if (video.playbackRate !== 4 && !video.ended) video.playbackRate = 4;
  });
}

const status = () => ({
  ended: video.ended,
  position: video.currentTime,
  duration: video.duration,
  pictures: video.getVideoPlaybackQuality().totalVideoFrames,
  sound: video.webkitAudioDecodedByteCount,
  failures,
});
