import { expect, test } from 'vitest';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { ResultLayer } from '#lib/model/scenario/result.ts';
import { apartFrom, ownKey } from './other-additions.ts';

const words = { zh: '', en: '' };
const layer = (keys: string[]): ResultLayer => ({
	...{ id: 'flows', title: words, geometry: { of: 'links' }, keys, columns: [], colour: 'flow' }
});
const road = (name: string): ScenarioEdit => ({
	...{ kind: 'road-add', class: 'primary', lanes: 2, maxSpeed: 50, name },
	line: [
		[0, 0],
		[1, 1]
	]
});

test('what other edits add at the same place is another thing; what both have is the same', () => {
	const [a, b] = [
		[road('shared'), road('east')],
		[road('shared'), road('west')]
	];
	const { keys } = apartFrom(layer(['7+', 'new-0+', 'new-1+', 'new-1-']), a, b);
	expect(keys).toEqual(['7+', 'new-0+', 'other:new-1+', 'other:new-1-']);
	expect(keys.map(ownKey)).toEqual(['7+', 'new-0+', 'new-1+', 'new-1-']);
	expect(apartFrom(layer(['new-1+']), a, b.slice(0, 1)).keys).toEqual(['new-1+']);
});
