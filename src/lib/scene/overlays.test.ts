import type { Layer } from '@deck.gl/core';
import { expect, test } from 'vitest';
import type { SceneContext } from './contract.ts';
import { Overlays } from './overlays.ts';

const context = {} as SceneContext;
const overlaysOf = (...ids: string[]) => {
	const overlays = new Overlays();
	for (const id of ids) overlays.set(id, () => [{ id } as Layer], 'map');
	return overlays;
};
const drawn = (overlays: Overlays) => overlays.layers('map', context).map(({ id }) => id);

test('what is first in the list is drawn last, what is not in it first', () => {
	const overlays = overlaysOf('a', 'b', 'c', 'd');
	expect(drawn(overlays)).toEqual(['a', 'b', 'c', 'd']);
	expect(overlays.order(['b', 'd'])).toBe(true);
	expect(drawn(overlays)).toEqual(['a', 'c', 'd', 'b']);
});

test('an order that changes nothing is none', () => {
	const overlays = overlaysOf('a', 'b');
	overlays.order(['b', 'a']);
	expect(overlays.order(['b', 'gone', 'a'])).toBe(false);
	expect(drawn(overlays)).toEqual(['a', 'b']);
});

test('levels keep apart', () => {
	const overlays = overlaysOf('a');
	overlays.set('pin', () => [{ id: 'pin' } as Layer], 'top');
	expect(drawn(overlays)).toEqual(['a']);
});
