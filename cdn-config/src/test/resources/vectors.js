// Judges every vector with the edge's own code; the test's nginx serves the list of verdicts.
import fs from 'fs';
import edge from 'edge-token.js';

function judge(r) {
    const file = JSON.parse(fs.readFileSync(r.variables.vector_file));
    r.return(200, JSON.stringify(file.vectors.map(v => edge.decide(v.url, file.keys, v.now))));
}

export default { judge };
