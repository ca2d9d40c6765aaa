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

test('what names give way to is that of the overlays that are there', () => {
	const sign = { position: [1, 2, 0], right: 0, down: -20, halfWidth: 16, halfHeight: 16 } as const;
	const overlays = overlaysOf('a');
	const pin = (height: number) => (to: SceneContext) => {
		to.keepClear({ ...sign, halfHeight: height });
		return [{ id: 'pin' } as Layer];
	};
	overlays.set('pin', pin(16), 'top');
	expect(overlays.signs.all).toEqual([]);
	overlays.layers('top', context);
	const before = overlays.signs.key;
	expect(overlays.signs.all).toEqual([sign]);
	overlays.set('pin', pin(16), 'top');
	overlays.layers('top', context);
	expect(overlays.signs.key).toBe(before);
	overlays.set('pin', pin(20), 'top');
	overlays.layers('top', context);
	expect(overlays.signs.key).not.toBe(before);
	overlays.set('pin', undefined, 'top');
	expect(overlays.signs.all).toEqual([]);
});
