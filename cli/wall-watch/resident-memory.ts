import { readFileSync } from 'node:fs';

/**
 * Memory that these processes hold for themselves, MB of 2²⁰ bytes: what is theirs alone and what they share, without pages
 * of files, which every process counts again. undefined where the system does not say (it is not Linux).
 */
export function residentMemory(
	pids: readonly number[],
	read: (file: string) => string = (file) => readFileSync(file, 'utf8')
): number | undefined {
	let kilobytes = 0;
	for (const pid of pids)
		try {
			const status = read(`/proc/${pid}/status`);
			for (const [, value] of status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm))
				kilobytes += Number(value);
		} catch {
			// It has ended meanwhile.
		}
	return kilobytes === 0 ? undefined : Math.round(kilobytes / 1024);
}
