import { expect, test } from 'vitest';
import type { AlarmLevel } from '#lib/model/alarm-rule.ts';
import { nextSound, soundFrom, type SoundMemory, type SoundMoment } from './next-sound.ts';

type Heard = SoundMoment['alarms'][number];
const alarm = (id: string, level: AlarmLevel, group = id): Heard => ({ id, level, group });
const seen = (heard: Heard): Heard => ({ ...heard, acknowledged: { by: 'Desk 1', at: 0 } });

/** A desk that is asked every half second; what it says, with the second at which it does. */
function desk(alarms: readonly Heard[] = []) {
	let memory: SoundMemory = soundFrom(alarms);
	let now = 0;
	return (
		seconds: number,
		next: readonly Heard[],
		said: Partial<Pick<SoundMoment, 'flood' | 'silent'>> = {}
	): string[] => {
		const tones: string[] = [];
		for (const until = now + seconds * 1000; now < until; now += 500) {
			const sound = nextSound(memory, { alarms: next, flood: false, silent: false, now, ...said });
			memory = sound.memory;
			if (sound.tone) tones.push(`${now / 1000} ${sound.tone}`);
		}
		return tones;
	};
}

test('each new alarm sounds once, by its level', () => {
	const listen = desk();
	expect(listen(30, [alarm('a', 2)])).toEqual(['0 high']);
	expect(listen(30, [alarm('a', 2), alarm('b', 3)])).toEqual(['30 notice']);
	expect(listen(30, [alarm('a', 2), alarm('b', 3), alarm('c', 4)])).toEqual(['60 notice']);
});

test('level 1 sounds every ten seconds until it is acknowledged', () => {
	const listen = desk();
	expect(listen(25, [alarm('a', 1)])).toEqual(['0 urgent', '10 urgent', '20 urgent']);
	expect(listen(30, [seen(alarm('a', 1))])).toEqual([]);
});

test('several level 1 alarms share one repetition', () => {
	const listen = desk();
	expect(listen(5, [alarm('a', 1)])).toEqual(['0 urgent']);
	expect(listen(16, [alarm('a', 1), alarm('b', 1)])).toEqual(['5 urgent', '15 urgent']);
});

test('what was open before the page has no tone, except level 1', () => {
	const open = [alarm('a', 2), alarm('b', 4)];
	expect(desk(open)(30, open)).toEqual([]);
	const urgent = [...open, alarm('c', 1)];
	expect(desk(urgent)(11, urgent)).toEqual(['0 urgent', '10 urgent']);
});

test('those that come together are one tone, the most urgent', () => {
	expect(desk()(30, [alarm('a', 4), alarm('b', 2), alarm('c', 3)])).toEqual(['0 high']);
});

test('a tone does not run into the one before', () => {
	const listen = desk();
	expect(listen(0.5, [alarm('a', 4)])).toEqual(['0 notice']);
	expect(listen(5, [alarm('a', 4), alarm('b', 2)])).toEqual(['2 high']);
});

test('an alarm that became more urgent sounds anew, one that became less urgent does not', () => {
	const listen = desk();
	expect(listen(10, [alarm('a', 3)])).toEqual(['0 notice']);
	expect(listen(10, [alarm('a', 2)])).toEqual(['10 high']);
	expect(listen(10, [alarm('a', 4)])).toEqual([]);
	expect(listen(10, [alarm('a', 2)])).toEqual([]);
});

test('an alarm that was acknowledged, shelved or closed sounds anew when it needs somebody again', () => {
	const listen = desk();
	expect(listen(10, [alarm('a', 2)])).toEqual(['0 high']);
	expect(listen(10, [seen(alarm('a', 2))])).toEqual([]);
	expect(listen(10, [alarm('a', 2)])).toEqual(['20 high']);
	expect(listen(10, [])).toEqual([]);
	expect(listen(10, [alarm('a', 2)])).toEqual(['40 high']);
});

test('while nothing can sound what is new keeps its tone; it is one tone afterwards', () => {
	const listen = desk();
	expect(listen(30, [alarm('a', 2), alarm('b', 3)], { silent: true })).toEqual([]);
	expect(listen(30, [alarm('a', 2), alarm('b', 3)])).toEqual(['30 high']);
});

test('what was over before sound came back makes none', () => {
	const listen = desk();
	expect(listen(10, [alarm('a', 2), alarm('b', 1)], { silent: true })).toEqual([]);
	expect(listen(10, [seen(alarm('b', 1))])).toEqual([]);
});

test('in a flood levels 3 and 4 are silent, also after it', () => {
	const listen = desk();
	expect(listen(10, [alarm('a', 3), alarm('b', 4)], { flood: true })).toEqual([]);
	expect(listen(10, [alarm('a', 3), alarm('b', 4)])).toEqual([]);
});

test('in a flood a group has one tone, and another one only when it becomes more urgent', () => {
	const listen = desk();
	const flood = { flood: true };
	const rain = [alarm('a', 2, 'rain')];
	expect(listen(10, rain, flood)).toEqual(['0 high']);
	rain.push(alarm('b', 2, 'rain'), alarm('c', 3, 'rain'));
	expect(listen(10, rain, flood)).toEqual([]);
	expect(listen(10, [...rain, alarm('d', 2, 'power')], flood)).toEqual(['20 high']);
	rain.push(alarm('e', 1, 'rain'));
	expect(listen(8, rain, flood)).toEqual(['30 urgent']);
});

test('a group that sounded before the flood is known in it', () => {
	const listen = desk();
	expect(listen(10, [alarm('a', 2, 'rain')])).toEqual(['0 high']);
	expect(listen(10, [alarm('a', 2, 'rain'), alarm('b', 2, 'rain')], { flood: true })).toEqual([]);
});

test('a group of which everything is acknowledged sounds again for a new alarm', () => {
	const listen = desk();
	const flood = { flood: true };
	expect(listen(10, [alarm('a', 2, 'rain')], flood)).toEqual(['0 high']);
	expect(listen(10, [seen(alarm('a', 2, 'rain')), alarm('b', 2, 'rain')], flood)).toEqual(['10 high']);
});
