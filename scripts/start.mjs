import './node-version.mjs';
import { spawn } from 'node:child_process';
import { ensureBuilt } from './build.mjs';

const args = process.argv.slice(2);
if (!args.includes('--help')) ensureBuilt();
const server = spawn(process.execPath, ['cli/main.ts', 'serve', ...args], { stdio: 'inherit' });
const { endWithNpm } = await import('../cli/end-with-npm.ts');
endWithNpm();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 0)));
