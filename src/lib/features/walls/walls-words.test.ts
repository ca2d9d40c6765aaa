import { expect, test } from 'vitest';
import type { Post } from '#lib/model/wall/post.ts';
import { holderName } from '../wall/post-words.ts';
import { buildText, leftText } from './walls-words.ts';
import { WALL_PRESETS } from './wall-presets.ts';
import { wallProfile } from '#lib/model/wall/profile.ts';

test('time that is left counts down to nothing', () => {
	expect(leftText(492_000)).toBe('08:12');
	expect(leftText(900)).toBe('00:01');
	expect(leftText(-5)).toBe('00:00');
});

test('who holds a wall is told with the post, unless the name says it or it is anybody’s', () => {
	const held = (post: Post, role: string) => holderName({ post, role });
	expect(held('seat', '值守席 1')).toBe('值守席 1');
	expect(held('commander', '王芳')).toBe('指挥长 王芳');
	expect(held('commander', '指挥长王芳')).toBe('指挥长王芳');
});

test('a wall is told by pixels, pitch and its farthest reader', () => {
	const profile = wallProfile.parse({
		id: 'hall',
		name: { zh: '大厅', en: 'Hall' },
		...WALL_PRESETS[3]!.build,
		distance: { situation: 4, map: 8, response: 5 },
		fps: 30,
		reducedMotion: false,
		interrupts: true
	});
	expect(buildText(profile)).toBe('3840 × 1080 · P1.25 · 8 m');
});
