// The edge's half of the edge token: is this raw request path signed, and still good?
// The grammar and the clock skew come from policy.json by way of edge-policy.js.
import crypto from 'crypto';
import policy from 'edge-policy.js';

const PATH = new RegExp(policy.path);
const FORM = new RegExp(policy.form);

function sign(key, text) {
    return crypto.createHmac('sha256', key).update(text).digest('base64url');
}

// njs has no constant-time comparison: MACs of both sides under a secret key tell an attacker
// who measures the comparison nothing about either side.
function same(key, left, right) {
    return sign(key, left) === sign(key, right);
}

// The verdict on one raw path: 'ok', 'malformed', 'invalid' or 'expired'.
// keys maps key ids to base64url; now is in unix seconds.
function decide(rawPath, keys, now) {
    const path = PATH.exec(rawPath);
    // The second half: njs lets $ match before a last line feed, as PCRE does.
    if (path === null || path[0] !== rawPath) {
        return 'malformed';
    }
    const form = FORM.exec(path.groups.token);
    if (form === null) {
        return 'invalid';
    }
    const kid = form.groups.kid, exp = form.groups.exp;
    if (!Object.prototype.hasOwnProperty.call(keys, kid)) {
        return 'invalid';
    }
    const key = Buffer.from(keys[kid], 'base64url');
    const signed = ['reelkey:e1', kid, exp, form.groups.sid, path.groups.vid, path.groups.gen];
    if (!same(key, form.groups.mac, sign(key, signed.join('\n')))) {
        return 'invalid';
    }
    return now < Number(exp) + policy.skewSeconds ? 'ok' : 'expired';
}

// For js_set. nginx.conf preloads edge_keys: the master alone reads the file.
function verdict(r) {
    return decide(r.variables.request_uri, edge_keys, Math.floor(Date.now() / 1000));
}

// For js_header_filter where nginx turns an answer into an error after its headers were added
// (416): what is there already would be sent twice, and a browser refuses a doubled CORS header.
function forget(r) {
    Object.keys(r.headersOut).forEach(name => {
        if (!/^(?:content-(?:type|length|range)|server|date)$/i.test(name)) {
            delete r.headersOut[name];
        }
    });
}

export default { decide, verdict, forget };
