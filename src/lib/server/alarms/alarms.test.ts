import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RULE_START, ruleOf } from '../../../../tests/fixtures/rule-stage.ts';
import { AlarmStage, deepRule, themeOf } from '../../../../tests/fixtures/alarm-stage.ts';
import { ALARMS_FILE } from './store.ts';

let stage: AlarmStage;
beforeEach(() => {
	stage = new AlarmStage();
});
afterEach(() => stage.close());

const act = (id: string, by = 'Li') => stage.alarms.act(id, { act: 'acknowledge', by });
const lines = (id: string) => stage.alarms.log(id).map(({ what, by }) => `${what} ${by}`);
const first = () => stage.alarms.list().alarms[0]!;

test('an alarm says what it is about, why, whose it is and where its readings come from', () => {
	stage.deep({ a: 0.75 });
	const { rev, now, epoch, alarms } = stage.alarms.list();
	expect({ rev, now }).toEqual({ rev: 1, now: RULE_START });
	expect(epoch).toBeGreaterThan(0);
	expect(alarms).toEqual([
		{
			id: '1',
			rule: 'water/deep',
			ruleVersion: 1,
			theme: 'water',
			level: 3,
			title: { zh: '词', en: 'words' },
			consequence: { zh: '词', en: 'words' },
			response: { zh: '词', en: 'words' },
			subject: { kind: 'entity', ref: { layer: 'pumps', id: 'a' } },
			name: 'a',
			department: { zh: 'water局', en: 'water office' },
			active: true,
			raisedAt: RULE_START,
			why: {
				said: { zh: '水深高于 0.5 m', en: 'depth above 0.5 m' },
				since: RULE_START,
				readings: [
					{
						entity: { layer: 'pumps', id: 'a' },
						name: 'depth',
						title: { zh: '水深', en: 'depth' },
						value: 0.75,
						unit: 'm',
						at: RULE_START,
						limit: 0.5,
						side: 'above'
					}
				]
			},
			times: 1,
			group: 'water/deep',
			origin: 'simulated',
			rev: 1
		}
	]);
});

test('what the city has an English name for is named in both languages', () => {
	stage.deep({ 北泵: 1, b: 1 });
	expect(stage.alarms.list().alarms.map(({ name, names }) => ({ name, names }))).toEqual([
		{ name: '北泵', names: { zh: '北泵', en: 'North pump' } },
		{ name: 'b', names: undefined }
	]);
});

test('cleared stays until somebody has acknowledged, acknowledged until it clears', () => {
	stage.deep({ a: 1, b: 1 });
	act('1');
	stage.pass(10);
	stage.deep({ a: 0, b: 0 });
	expect(stage.open).toEqual(['b 3 cleared']);
	act('2');
	expect(stage.open).toEqual([]);
	expect(lines('1')).toEqual(['raised rule', 'acknowledged Li', 'cleared rule', 'closed rule']);
	expect(lines('2')).toEqual(['raised rule', 'cleared rule', 'acknowledged Li', 'closed rule']);
});

test('one alarm of a rule is open for a subject: it counts how often it came', () => {
	stage.deep({ a: 1 });
	stage.pass(100);
	stage.deep({ a: 0 });
	stage.pass(100);
	stage.deep({ a: 1 });
	expect(stage.open).toEqual(['a 3 active ×2']);
	expect(first()).toMatchObject({ id: '1', raisedAt: RULE_START + 200_000 });
	expect(first().clearedAt).toBeUndefined();
});

test('raised three times within a minute is one row, though it was closed in between', () => {
	for (let n = 0; n < 4; n++) {
		stage.deep({ a: 1 });
		act(first().id);
		stage.pass(5);
		stage.deep({ a: 0 });
		stage.pass(5);
	}
	stage.deep({ a: 1 });
	// The second raise is still an alarm of its own.
	expect(stage.open).toEqual(['a 3 active ×4']);
	expect(first().acknowledged).toBeUndefined();
	stage.pass(100);
	stage.deep({ a: 0 });
	act(first().id);
	stage.pass(100);
	stage.deep({ a: 1 });
	expect(stage.open).toEqual(['a 3 active']);
});

test('the level follows the ladder', () => {
	stage.deep({ a: 1 });
	stage.pass(10);
	stage.deep({ a: 3 });
	expect(stage.open).toEqual(['a 1 active']);
	expect(first().why.readings[0]!.value).toBe(3);
	stage.pass(10);
	stage.deep({ a: 1 });
	expect(stage.open).toEqual(['a 3 active']);
	expect(stage.alarms.log('1').map(({ what, level }) => `${what} ${level}`)).toEqual([
		'raised 3',
		'level 1',
		'level 3'
	]);
});

test('readings are those that the present level was reached from, never ones that are back within the limit', () => {
	const metric = { kind: 'value', layer: 'pumps', metric: 'depth' } as const;
	const rule = {
		...deepRule,
		when: { ...metric, above: 0.5, clear: 0.1 },
		clearAfter: 60,
		ladder: [{ level: 1, when: { ...metric, above: 2 } } as const]
	};
	stage.switch([{ theme: themeOf('water', [rule]) }]);
	const said = [];
	for (const [a, b] of [
		[0.75, 3],
		[3, 0.25],
		[0.25, 0],
		[2.5, 1]
	] as const) {
		stage.deep({ a, b });
		stage.pass(10);
		const { alarms } = stage.alarms.list();
		said.push(
			['a', 'b'].map((pump) => {
				const { level, why } = alarms.find(({ name }) => name === pump)!;
				return `${pump} ${level} ${why.readings[0]!.value}`;
			})
		);
	}
	expect(said).toEqual([
		['a 3 0.75', 'b 1 3'],
		// b came at level 1: nothing else was past the limit since.
		['a 1 3', 'b 3 3'],
		['a 3 0.75', 'b 3 3'],
		['a 1 2.5', 'b 3 3']
	]);
	expect(first()).not.toHaveProperty('readingsAt');
});

test('what has a title in both languages is named in both: a layer, an event', () => {
	const silent = ruleOf({
		id: 'silent',
		when: { kind: 'absence', layer: 'tanks', after: 60, whole: true }
	}).rule;
	const fire = ruleOf({ id: 'fire', when: { kind: 'event', layer: 'incidents', hold: 60 } }).rule;
	stage.log.declare({ id: 'tanks', title: { zh: '水箱', en: 'Tanks' } }, stage.now);
	stage.switch([{ theme: themeOf('water', [silent, fire]) }]);
	const event = { kind: 'event', at: stage.now, type: 'fire', severity: 'minor' } as const;
	stage.happen({ ...event, id: 'e1', title: { zh: '火情', en: 'Fire' } });
	stage.happen({ ...event, id: 'e2', title: { zh: '烟雾' } });
	stage.pass(61);
	expect(stage.alarms.list().alarms.map(({ name, names }) => [name, names])).toEqual([
		['火情', { zh: '火情', en: 'Fire' }],
		['烟雾', undefined],
		['水箱', { zh: '水箱', en: 'Tanks' }]
	]);
});

test('shelving has an end, and what comes back says so', () => {
	stage.deep({ a: 1 });
	const shelve = {
		act: 'shelve',
		by: 'Li',
		minutes: 30,
		reason: 'maintenance',
		text: 'pump is out'
	} as const;
	expect(stage.alarms.act('1', shelve).shelved).toEqual({
		until: RULE_START + 1_800_000,
		reason: 'maintenance',
		text: 'pump is out',
		by: 'Li',
		at: RULE_START
	});
	expect(() => stage.alarms.act('1', shelve)).toThrow('It is shelved until');
	stage.pass(1799);
	expect(first().shelved).toBeDefined();
	stage.pass(1);
	expect(first()).toMatchObject({ unshelved: true });
	expect(first().shelved).toBeUndefined();
	expect(lines('1')).toEqual(['raised rule', 'shelved Li', 'unshelved clock']);
});

test('shelving is capped by level, takes two at level 1, and ends when the alarm becomes more urgent', () => {
	const shelve = { act: 'shelve', by: 'Li', minutes: 480, reason: 'known', text: 'known' } as const;
	stage.deep({ a: 3, b: 1 });
	expect(() => stage.alarms.act('1', shelve)).toThrow('at most 15 minutes, not 480');
	expect(() => stage.alarms.act('1', { ...shelve, minutes: 15 })).toThrow('two people');
	expect(() => stage.alarms.act('1', { ...shelve, minutes: 15, second: 'Li ' })).toThrow('two people');
	stage.alarms.act('1', { ...shelve, minutes: 15, second: 'Wang' });
	stage.alarms.act('2', shelve);
	expect(stage.open).toEqual(['a 1 active shelved', 'b 3 active shelved']);
	stage.pass(10);
	stage.deep({ b: 3 });
	expect(stage.open).toEqual(['a 1 active shelved', 'b 1 active']);
	expect(lines('2')).toEqual(['raised rule', 'shelved Li', 'level rule', 'unshelved rule']);
});

test('an act that does not fit is refused, and changes nothing', () => {
	stage.deep({ a: 1 });
	expect(() => stage.alarms.act('1', { act: 'unshelve', by: 'Li' })).toThrow('The alarm is not shelved.');
	act('1');
	expect(() => act('1', 'Wang')).toThrow('Li has acknowledged it');
	stage.pass(10);
	stage.deep({ a: 0 });
	expect(() => act('1')).toThrow('The alarm is closed');
	expect(() => act('77')).toThrow('There is no alarm 77.');
	stage.alarms.act('1', { act: 'comment', by: 'Li', text: 'pump replaced' });
	expect(stage.alarms.log('1').at(-1)).toEqual({
		at: RULE_START + 10_000,
		what: 'comment',
		by: 'Li',
		text: 'pump replaced'
	});
	expect(stage.alarms.get('1')).toMatchObject({ id: '1', active: false, acknowledged: { by: 'Li' } });
});

test('a list after a revision has what changed and what was closed', () => {
	stage.deep({ a: 1, b: 1 });
	const { rev } = stage.alarms.list();
	act('1');
	stage.pass(10);
	stage.deep({ a: 0, c: 1 });
	const news = stage.alarms.list(rev);
	expect(news.alarms.map(({ name }) => name)).toEqual(['c']);
	expect(news.closed).toEqual(['1']);
	expect(stage.alarms.list(news.rev)).toMatchObject({ alarms: [], closed: [] });
	expect(stage.told.at(-1)).toBe(news.rev);
	expect(new Set(stage.told).size).toBe(stage.told.length);
});

test('more than ten new alarms in ten minutes are a flood, until fewer than five are', () => {
	const pumps = (n: number, depth: number) =>
		Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${i}`, depth]));
	stage.deep(pumps(10, 1));
	expect(stage.alarms.list().flood).toBeUndefined();
	stage.pass(60);
	stage.deep({ last: 1 });
	expect(stage.alarms.list().flood).toEqual({ since: RULE_START + 60_000, recent: 11 });
	stage.restart(10);
	expect(stage.alarms.list().flood).toEqual({ since: RULE_START + 60_000, recent: 11 });
	const { rev } = stage.alarms.list();
	stage.pass(530);
	expect(stage.alarms.list().flood).toBeUndefined();
	expect(stage.alarms.list().rev).toBeGreaterThan(rev);
});

test('everything goes on after a restart: alarms, shelving, levels, the revision', () => {
	stage.deep({ a: 1, b: 3 });
	act('1');
	stage.alarms.act('2', {
		act: 'shelve',
		by: 'Li',
		minutes: 10,
		reason: 'other',
		text: 'x',
		second: 'Wang'
	});
	const before = stage.alarms.list();
	stage.restart(5);
	const { alarms, rev, epoch } = stage.alarms.list();
	expect({ alarms, rev, epoch }).toEqual({ alarms: before.alarms, rev: before.rev, epoch: before.epoch });
	stage.deep({ a: 0 });
	stage.pass(600);
	expect(stage.open).toEqual(['b 1 active']);
});

test('silence while we were away is ours, of every time that we were', () => {
	const silent = ruleOf({ id: 'silent', when: { kind: 'absence', layer: 'pumps', after: 3600 } }).rule;
	stage.switch([{ theme: themeOf('water', [silent]) }]);
	stage.deep({ a: 0, b: 0 });
	stage.pass(600);
	stage.restart(2100);
	stage.pass(60);
	stage.deep({ b: 0 });
	stage.restart(300);
	stage.restart(180);
	stage.pass(3500);
	expect(stage.open).toEqual([]);
	stage.pass(150);
	expect(stage.open).toEqual(['a 3 active', 'b 3 active']);
});

test('what was open at an instant is told by the log', () => {
	stage.deep({ a: 1 });
	stage.pass(60);
	act('1');
	stage.pass(60);
	stage.deep({ a: 0, b: 1 });
	const at = (seconds: number) =>
		stage.alarms
			.listAt(RULE_START + seconds * 1000)
			.alarms.map(({ name, acknowledged }) => `${name}${acknowledged ? ' acknowledged' : ''}`);
	expect([at(-1), at(0), at(60), at(119), at(120)]).toEqual([
		[],
		['a'],
		['a acknowledged'],
		['a acknowledged'],
		['b']
	]);
});

test('alarms go with their theme, and come back with it as new ones', () => {
	const on = [{ theme: themeOf('water', [deepRule]) }];
	stage.deep({ a: 1, b: 1 });
	act('1');
	stage.switch([]);
	expect(stage.open).toEqual([]);
	expect(stage.alarms.log('2').at(-1)).toMatchObject({ what: 'closed', by: 'rule', text: 'theme-off' });
	stage.deep({ c: 1 });
	expect(stage.open).toEqual([]);
	stage.switch(on);
	expect(stage.open).toEqual(['a 3 active', 'b 3 active', 'c 3 active']);
	stage.restart(1);
	expect(stage.open).toEqual(['a 3 active', 'b 3 active', 'c 3 active']);
	stage.switch([]);
	stage.restart(1);
	expect(stage.open).toEqual([]);
});

test('an event is an alarm until it ends; one that began while we were away is, too', () => {
	const fire = ruleOf({
		id: 'fire',
		when: { kind: 'event', layer: 'incidents', types: ['fire'], hold: 600 }
	});
	stage.switch([{ theme: themeOf('safety', [fire.rule]) }]);
	const event = (id: string, ends?: true) => ({
		kind: 'event' as const,
		id,
		at: stage.now,
		type: 'fire',
		severity: 'severe' as const,
		title: { zh: '起火' },
		...(ends && { ends })
	});
	stage.happen(event('f1'));
	expect(first()).toMatchObject({ name: '起火', subject: { ref: { layer: 'incidents', id: 'f1' } } });
	stage.restart(10, () => stage.log.tell('incidents', [event('f2')], stage.now));
	expect(stage.open).toEqual(['f1 3 active', 'f2 3 active']);
	stage.happen(event('f2', true));
	stage.pass(600);
	expect(stage.open).toEqual(['f1 3 cleared', 'f2 3 cleared']);
});

test('what was due before a row came was due of the row before it', () => {
	const twice = ruleOf({ id: 'twice', when: deepRule.when, raiseReadings: 2 });
	stage.switch([{ theme: themeOf('water', [twice.rule]) }]);
	stage.deep({ a: 0 });
	// At 180.001 s the value is too old; the next row, which is deep, comes before anybody looked at the clock.
	stage.now += 180_050;
	stage.deep({ a: 1 });
	expect(stage.open).toEqual([]);
	stage.pass(1);
	stage.deep({ a: 1 });
	expect(stage.open).toEqual(['a 3 active']);
});

test('health counts alarms by level and names rules that cannot be judged', () => {
	const bad = ruleOf({ id: 'bad', when: { kind: 'count', areas: 'moons', of: deepRule.when, above: 1 } });
	stage.switch([{ theme: themeOf('water', [deepRule, bad.rule]) }]);
	stage.deep({ a: 1, b: 3, c: 1 });
	act('1');
	expect(stage.alarms.health()).toEqual({
		open: [1, 0, 2, 0],
		unacknowledged: 2,
		shelved: 0,
		flood: false,
		raised: [1, 0, 2, 0],
		judged: 3,
		failures: [{ rule: 'water/bad', fault: 'city', reason: "The city has no areas 'moons'." }]
	});
});

test('while the log cannot be written nobody’s act is taken, and nothing that was raised is lost', () => {
	const other = new DatabaseSync(join(stage.dir, ALARMS_FILE));
	stage.deep({ a: 1 });
	other.exec('BEGIN IMMEDIATE');
	stage.onError = () => undefined;
	stage.deep({ b: 1 });
	expect(stage.alarms.health().failure).toContain('The alarm log cannot be written');
	expect(() => act('1')).toThrow('The alarm log cannot be written');
	expect(stage.open).toEqual(['a 3 active', 'b 3 active']);
	other.exec('ROLLBACK');
	other.close();
	stage.pass(1);
	expect(stage.alarms.health().failure).toBeUndefined();
	stage.restart(0);
	expect(stage.open).toEqual(['a 3 active', 'b 3 active']);
});
