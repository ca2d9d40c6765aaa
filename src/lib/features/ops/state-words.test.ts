import { expect, test } from 'vitest';
import type { Alarm } from '#lib/model/alarm.ts';
import { floodedAlarm } from '#lib/model/testing/flooded-alarm.ts';
import type { CityFacts } from './city-state.ts';
import { sentenceOf, wholeSentence } from './state-words.ts';

const alarm = (level: Alarm['level'], said: Partial<Alarm> = {}): Alarm =>
	floodedAlarm({
		id: `a${level}`,
		level,
		names: { zh: '人民路下穿', en: 'Renmin Road underpass' },
		...said
	});
const quiet: CityFacts = {
	alarms: [],
	heard: true,
	failed: false,
	sources: { all: 4, late: 0 },
	elsewhere: 0,
	offTarget: 0,
	numbers: 'known'
};
const at = Date.parse('2026-11-22T12:31:00+08:00');

const STATES: readonly [string, Partial<CityFacts>, string, string][] = [
	['calm', {}, '城市运行平稳', 'The city runs calmly'],
	[
		'calm with light alarms, which are counted',
		{ alarms: [alarm(3), alarm(3), alarm(4)] },
		'城市运行平稳 · 三级告警 2 条',
		'The city runs calmly · Level 3 alarm: 2'
	],
	[
		'a grave alarm',
		{ alarms: [alarm(2), alarm(1)] },
		'城市运行：人民路下穿 · 积水 · 一级告警 1 条 · 二级告警 1 条',
		'Renmin Road underpass: Flooded · Level 1 alarm: 1 · Level 2 alarm: 1'
	],
	[
		'a grave alarm that somebody has seen goes on all the same',
		{ alarms: [alarm(1, { acknowledged: { by: 'Desk 1', at: 1 } })] },
		'城市运行：人民路下穿 · 积水 · 一级告警 1 条',
		'Renmin Road underpass: Flooded · Level 1 alarm: 1'
	],
	[
		'one that is over and that nobody has seen is not calm',
		{ alarms: [alarm(1, { active: false })] },
		'已消除，待确认：人民路下穿 · 积水 · 一级告警 1 条',
		'Over, not yet seen by anybody: Renmin Road underpass, Flooded · Level 1 alarm: 1'
	],
	[
		'what goes on comes before what is over, though it is lighter',
		{ alarms: [alarm(1, { active: false }), alarm(2)] },
		'城市运行：人民路下穿 · 积水 · 一级告警 1 条 · 二级告警 1 条',
		'Renmin Road underpass: Flooded · Level 1 alarm: 1 · Level 2 alarm: 1'
	],
	[
		'many at once',
		{ flood: { since: 0, recent: 23 }, alarms: [alarm(3)] },
		'告警集中出现：近 10 分钟 23 条 · 三级告警 1 条',
		'Many alarms at once: 23 in 10 minutes · Level 3 alarm: 1'
	],
	['nothing heard yet', { heard: false }, '正在读取告警情况', 'Reading the alarms'],
	[
		'alarms cannot be read',
		{ heard: false, failed: true },
		'告警情况未知：告警通道中断',
		'State unknown: no word of the alarms'
	],
	[
		'they were read before and cannot be now: not calm',
		{ failed: true },
		'告警情况未知：告警通道中断',
		'State unknown: no word of the alarms'
	],
	[
		'…and what was grave is still named',
		{ failed: true, alarms: [alarm(1)] },
		'城市运行：人民路下穿 · 积水 · 一级告警 1 条',
		'Renmin Road underpass: Flooded · Level 1 alarm: 1'
	],
	[
		'the server is away: what it last said is counted, never called calm',
		{ lostSince: at, alarms: [alarm(3)] },
		'12:31 起与服务器失去联系，以下为当时情况 · 三级告警 1 条',
		'No word of the server since 12:31; this is how it was · Level 3 alarm: 1'
	],
	[
		'the server keeps nothing any more',
		{ haltedSince: at },
		'12:31 起没有新的测量，运行情况未知',
		'Nothing measured since 12:31: state unknown'
	],
	[
		'some sources are late',
		{ sources: { all: 4, late: 2 } },
		'城市运行平稳 · 2 个数据源延迟',
		'The city runs calmly · 2 late sources'
	],
	[
		'all sources are late: nobody knows',
		{ sources: { all: 4, late: 4 } },
		'数据源全部延迟，运行情况未知 · 4 个数据源延迟',
		'All sources are late: state unknown · 4 late sources'
	],
	[
		'no alarm, but a number outside its target: not calm',
		{ offTarget: 1, sources: { all: 4, late: 1 } },
		'没有严重告警，1 项指标未达目标 · 1 个数据源延迟',
		'No grave alarm, 1 indicator off target · 1 late source'
	],
	[
		'no alarm, and no number of now: not calm',
		{ numbers: 'unknown', alarms: [alarm(3)] },
		'没有严重告警，指标情况未知 · 三级告警 1 条',
		'No grave alarm; the numbers are not known · Level 3 alarm: 1'
	],
	['numbers not heard yet', { numbers: 'reading' }, '正在读取告警情况', 'Reading the alarms'],
	['a city without sources is calm', { sources: { all: 0, late: 0 } }, '城市运行平稳', 'The city runs calmly']
];

function line(language: 'zh-CN' | 'en', facts: Partial<CityFacts>, theme?: { zh: string; en: string }) {
	const { text, notes } = sentenceOf({ ...quiet, ...facts }, { language, theme, timezone: 'Asia/Shanghai' });
	return [text, ...notes].join(' · ');
}

test.each(STATES)('%s', (_, facts, zh, en) => {
	expect(line('zh-CN', facts)).toBe(zh);
	expect(line('en', facts)).toBe(en);
});

test('a wall of one theme speaks for that theme, and says what is grave elsewhere', () => {
	const theme = { zh: '照明', en: 'Lighting' };
	expect(line('zh-CN', { elsewhere: 2 }, theme)).toBe('照明运行平稳 · 其他专题一级告警 2 条');
	expect(line('en', { elsewhere: 2 }, theme)).toBe('Lighting: all calm · Level 1 alarm elsewhere: 2');
});

test('where nothing stands beside it, calm is not said without the alarms that are open; what is grave stands alone', () => {
	const whole = (alarms: readonly Alarm[], elsewhere = 0) =>
		wholeSentence(
			sentenceOf({ ...quiet, alarms, elsewhere }, { timezone: 'Asia/Shanghai', language: 'zh-CN' })
		);
	expect(whole([alarm(3), alarm(3)])).toBe('城市运行平稳 · 三级告警 2 条');
	expect(whole([alarm(1), alarm(3)])).toBe('城市运行：人民路下穿 · 积水');
	expect(whole([alarm(1), alarm(3)], 1)).toBe('城市运行：人民路下穿 · 积水 · 其他专题一级告警 1 条');
});
