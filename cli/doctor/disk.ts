import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	rmSync,
	statfsSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { failed, ok, warning, type Finding } from './check.ts';

const GIGABYTE = 1e9;
/** Below this the log may soon refuse to be written; below that, history is the first to suffer. */
const FAIL_BYTES = 0.5 * GIGABYTE;
const WARN_BYTES = 5 * GIGABYTE;
/** A commit that waits longer for the disk slows every acknowledgement. */
const SLOW_SYNC_MS = 50;

/** Free space of the data folder, and whether what is written there is soon on disk. */
export function checkDisk(dataDir: string): readonly Finding[] {
	try {
		mkdirSync(dataDir, { recursive: true });
		return [freeSpace(dataDir), syncTime(dataDir)];
	} catch (thrown) {
		const why = thrown instanceof Error ? thrown.message : String(thrown);
		return [
			failed(
				'disk',
				`${dataDir} cannot be written: ${why}`,
				'give this user the right to write there, or set CITYLOOP_DATA'
			)
		];
	}
}

function freeSpace(dataDir: string): Finding {
	const { bavail, bsize } = statfsSync(dataDir);
	const free = bavail * bsize;
	const text = `${(free / GIGABYTE).toFixed(1)} GB free at ${dataDir}`;
	if (free < FAIL_BYTES)
		return failed('disk', text, 'make room: nothing is acknowledged once the log cannot be written');
	if (free < WARN_BYTES)
		return warning('disk', text, 'make room, or keep less history (history in config.json)');
	return ok('disk', text);
}

function syncTime(dataDir: string): Finding {
	const file = join(dataDir, `.doctor-${process.pid}`);
	const times: number[] = [];
	const handle = openSync(file, 'w');
	try {
		for (let i = 0; i < 5; i++) {
			const began = performance.now();
			writeSync(handle, Buffer.alloc(4096));
			fsyncSync(handle);
			times.push(performance.now() - began);
		}
	} finally {
		closeSync(handle);
		if (existsSync(file)) rmSync(file);
	}
	const median = times.sort((a, b) => a - b)[2]!;
	const text = `a synced write takes ${median.toFixed(1)} ms`;
	return median > SLOW_SYNC_MS
		? warning('sync', text, 'put the data folder on a faster disk: every acknowledgement waits for it')
		: ok('sync', text);
}
