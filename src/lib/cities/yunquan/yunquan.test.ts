import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { SMALL } from './testing/small-city.ts';
import { yunquan } from './yunquan.ts';

/** SHA-256 of every source, by its file name. */
function hashes(seed: number): Record<string, string> {
	return Object.fromEntries(
		yunquan({ ...SMALL, seed }).sources.map(({ name, chunks }) => {
			const hash = createHash('sha256');
			for (const chunk of chunks()) hash.update(chunk);
			return [name, hash.digest('hex')];
		})
	);
}

test('the same seed gives the same bytes, another seed another city', () => {
	const first = hashes(7);
	expect(hashes(7)).toEqual(first);
	const other = hashes(8);
	expect(Object.keys(other)).toEqual(Object.keys(first));
	expect(other['buildings.geojsonl']).not.toBe(first['buildings.geojsonl']);
	expect(other['roads.geojsonl']).not.toBe(first['roads.geojsonl']);
});

test('the small city’s sources are these bytes on every machine; whoever changes them raises YUNQUAN_VERSION', () => {
	const all = createHash('sha256');
	for (const [name, hash] of Object.entries(hashes(SMALL.seed))) all.update(`${name} ${hash}\n`);
	expect(all.digest('hex')).toMatchInlineSnapshot(
		`"a760c3172ed360737e70455925e748478f664d63581ee918ce049313c2db5b52"`
	);
});
