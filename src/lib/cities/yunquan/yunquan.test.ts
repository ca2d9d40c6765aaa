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
		`"e8a58b0a046f6545bb774640431d75e5d87778fe6978935c7a28493bd05bf5be"`
	);
});
