import { expect, test } from 'vitest';
import { residentMemory } from './resident-memory.ts';

const STATUS: Readonly<Record<string, string>> = {
	'/proc/7/status':
		'Name:\tchromium\nVmRSS:\t  700000 kB\nRssAnon:\t  409600 kB\nRssFile:\t  280160 kB\nRssShmem:\t   10240 kB\n',
	'/proc/8/status': 'Name:\tchromium\nRssAnon:\t  102400 kB\nRssShmem:\t       0 kB\n'
};
const read = (file: string) => {
	const status = STATUS[file];
	if (status === undefined) throw new Error(`ENOENT: ${file}`);
	return status;
};

test('memory of a browser is what its processes hold without pages of files; one that has ended counts as nothing', () => {
	expect(residentMemory([7, 8, 9], read)).toBe(510);
	expect(residentMemory([9], read)).toBeUndefined();
});
