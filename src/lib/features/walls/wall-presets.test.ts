import { expect, test } from 'vitest';
import { wallProfile } from '#lib/model/wall/profile.ts';
import { presetOf, WALL_PRESETS } from './wall-presets.ts';

const rest = {
	id: 'main',
	name: { zh: '主墙', en: 'Main wall' },
	fps: 30,
	reducedMotion: false,
	interrupts: true
};

test.each(WALL_PRESETS)('$name is a profile that the server takes', (preset) => {
	const profile = wallProfile.parse({ ...rest, ...preset.build });
	expect(presetOf(profile)).toBe(preset);
});

test('a wall of 7680 × 2160 has four machines', () => {
	expect(WALL_PRESETS.at(-1)?.build.nodes).toHaveLength(4);
});

test('a wall that somebody measured anew is of no preset', () => {
	expect(presetOf({ ...WALL_PRESETS[0]!.build, pitch: 0.64 })).toBeUndefined();
});
