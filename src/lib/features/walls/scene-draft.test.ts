import { expect, test } from 'vitest';
import { wallScene } from '#lib/model/wall/scene.ts';
import { duplicateOf, freeId, readTags } from './scene-draft.ts';

test('an id is made of what is legible in an address', () => {
	expect(freeId('Flood watch, East', [])).toBe('flood-watch-east');
	expect(freeId('防汛', [])).toBe('scene');
});
test('an id that is taken gets the next number', () => {
	expect(freeId('flood', ['flood', 'flood-2'])).toBe('flood-3');
});
test('a copy is a scene of its own', () => {
	const scene = wallScene.parse({
		id: 'flood',
		name: { zh: '防'.repeat(80), en: 'Flood watch' },
		layout: 'theme',
		theme: 'flood',
		language: 'both',
		tags: ['duty']
	});
	const copy = wallScene.parse(duplicateOf(scene, ['flood']));
	expect(copy).toEqual({
		...scene,
		id: 'flood-2',
		name: { zh: `${'防'.repeat(77)} 副本`, en: 'Flood watch copy' }
	});
});
test('tags are read however they are separated, once each', () => {
	expect(readTags('duty, night，guests duty 值班')).toEqual(['duty', 'night', 'guests']);
});
