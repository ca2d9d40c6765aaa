import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { writeGridtown } from '../fixtures/gridtown.ts';

const CACHE = resolve('tests/.cache', process.env['CITYLOOP_E2E_PART'] ?? 'all');

declare module 'vitest' {
	interface ProvidedContext {
		/** Origin of the product's server showing Gridtown. */
		gridtown: string;
		/** Data folder of this run. */
		dataDir: string;
	}
}

/** Imports Gridtown with the real command line and serves it with the real server, once for all files. */
export default async function setup(project: TestProject) {
	const dataDir = join(CACHE, 'data');
	rmSync(dataDir, { recursive: true, force: true });
	mkdirSync(dataDir, { recursive: true });
	cli(['import', ...writeGridtown(join(CACHE, 'gridtown')), '--data', dataDir]);
	const server = await serve(['--city', 'gridtown', '--data', dataDir]);
	project.provide('gridtown', server.origin);
	project.provide('dataDir', dataDir);
	return () => server.stop();
}

/** Runs a command of the product to its end; throws with its words when it fails. */
export function cli(args: readonly string[]): string {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/main.ts', ...args], {
		encoding: 'utf8',
		maxBuffer: 1 << 28
	});
	if (status !== 0) throw new Error(`cityloop ${args[0]} ended with ${status}: ${stderr}`);
	return stdout;
}

/** Starts the product's server on a free port, without a broker unless the arguments give it a port. */
export async function serve(
	args: readonly string[]
): Promise<{ origin: string; process: ChildProcess; stop(): void }> {
	const port = args.includes('--port') ? [] : ['--port', '0'];
	const broker = args.includes('--mqtt-port') ? [] : ['--no-mqtt'];
	const child = spawn(process.execPath, ['cli/main.ts', 'serve', ...port, ...broker, ...args], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const origin = await new Promise<string>((resolveOrigin, reject) => {
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const found = /http:\/\/[\d.]+:\d+/.exec(said);
			if (found) resolveOrigin(found[0]);
		});
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
	});
	return { origin, process: child, stop: () => void child.kill('SIGTERM') };
}

/** The shared acceptance data, or undefined (said once) where they are not. */
export function sharedData(): string | undefined {
	const folder = resolve(process.env['CITYLOOP_TEST_DATA'] ?? '../shared/data');
	return existsSync(join(folder, 'nyc')) ? folder : undefined;
}
