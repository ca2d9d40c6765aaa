import { expect, test } from 'vitest';
import { buildText, leftText } from './walls-words.ts';
import { WALL_PRESETS } from './wall-presets.ts';
import { wallProfile } from '#lib/model/wall/profile.ts';

test('time that is left counts down to nothing', () => {
	expect(leftText(492_000)).toBe('08:12');
	expect(leftText(900)).toBe('00:01');
	expect(leftText(-5)).toBe('00:00');
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
