// Reads DIR/0.env to DIR/N.env as applications do, and prints what node dotenv makes of each, a JSON object a line.
const fs = require('fs')
const path = require('path')
const dotenv = require(path.join(process.argv[2], 'node_modules', 'dotenv'))
const out = []
for (let i = 0; i < Number(process.argv[4]); i++) {
  out.push(JSON.stringify(dotenv.parse(fs.readFileSync(path.join(process.argv[3], i + '.env'), { encoding: 'utf8' }))))
}
process.stdout.write(out.join('\n') + '\n')
