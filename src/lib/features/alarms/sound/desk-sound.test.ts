import { expect, test } from 'vitest';
import type { SoundMoment } from './next-sound.ts';
import { DeskSound, MUTE_MS } from './desk-sound.ts';
import { TONES } from './tones.ts';
import { GAP_MS } from './next-sound.ts';

const urgent: SoundMoment['alarms'] = [{ id: 'a', level: 1, group: 'a' }];

/** A desk with a browser that plays into a list. */
function stage({ allowed = true, on = true } = {}) {
	const played: string[] = [];
	const setting = { on };
	let running = allowed;
	const sound = new DeskSound(
		{
			get running() {
				return running;
			},
			unlock: () => (running = true),
			play: (tone) => played.push(tone),
			onChange: () => () => undefined,
			dispose: () => undefined
		},
		setting
	);
	const hear = (now: number) => {
		sound.hear({ alarms: urgent, flood: false, now });
		return played.splice(0);
	};
	return { sound, setting, hear };
}

test('muting lasts two minutes, counts down, and the sound is back by itself', () => {
	const { sound, hear } = stage();
	expect(hear(0)).toEqual(['urgent']);
	sound.mute(1000);
	expect(sound.mutedFor).toBe(120_000);
	expect(hear(31_000)).toEqual([]);
	expect(sound.mutedFor).toBe(90_000);
	expect(hear(1000 + MUTE_MS - 1)).toEqual([]);
	expect(hear(1000 + MUTE_MS)).toEqual(['urgent']);
	expect(sound.mutedFor).toBeUndefined();
});

test('muting again does not make it longer, and it can be ended', () => {
	const { sound, hear } = stage();
	sound.mute(0);
	hear(60_000);
	sound.mute(60_000);
	expect(sound.mutedFor).toBe(60_000);
	sound.unmute();
	expect(hear(61_000)).toEqual(['urgent']);
});

test('before a click the browser refuses, which shows; with the click the sound comes', () => {
	const { sound, hear } = stage({ allowed: false });
	expect(sound.blocked).toBe(true);
	expect(hear(0)).toEqual([]);
	sound.unlock();
	expect(sound.blocked).toBe(false);
	expect(hear(500)).toEqual(['urgent']);
});

test('off is remembered, and needs no click', () => {
	const { sound, setting, hear } = stage({ allowed: false });
	sound.on = false;
	expect([setting.on, sound.blocked, hear(0)]).toEqual([false, false, []]);
	sound.on = true;
	expect([setting.on, sound.blocked, hear(500)]).toEqual([true, false, ['urgent']]);
	expect(stage({ on: false }).sound.on).toBe(false);
});

test('the three tones differ in number of pulses and in pitch, and end before the next may begin', () => {
	const tones = Object.values(TONES);
	expect(tones.map((pulses) => pulses.length)).toEqual([6, 3, 1]);
	expect(new Set(tones.map(([first]) => first?.pitch)).size).toBe(3);
	for (const pulses of tones)
		expect(Math.max(...pulses.map(({ at, lasts }) => at + lasts)) * 1000).toBeLessThan(GAP_MS);
});
