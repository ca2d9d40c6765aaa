import { expect, test } from 'vitest';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { moved, playlistScenes } from './playlist-scenes.ts';

const scene = (id: string, ...tags: string[]): WallScene => ({
	id,
	name: { zh: id, en: id },
	layout: 'overview',
	language: 'zh-CN',
	tags
});
const scenes = [scene('visit', 'guests'), scene('flood', 'duty'), scene('air', 'duty')];
const ids = (list: readonly WallScene[]) => list.map(({ id }) => id);

test('a list shows its scenes in its order, and one of them twice if it says so', () => {
	expect(ids(playlistScenes({ scenes: ['flood', 'visit', 'flood'] }, scenes))).toEqual([
		'flood',
		'visit',
		'flood'
	]);
});
test('a scene that was removed is left out', () => {
	expect(ids(playlistScenes({ scenes: ['gone', 'air'] }, scenes))).toEqual(['air']);
});
test('a tag takes all scenes that have it, by their names', () => {
	expect(ids(playlistScenes({ scenes: { tag: 'duty' } }, scenes))).toEqual(['air', 'flood']);
});
test('an entry moves by one place and not past the ends', () => {
	expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
	expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
	expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});
