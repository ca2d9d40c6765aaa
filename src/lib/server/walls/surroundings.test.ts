import { afterEach, beforeEach, expect, test } from 'vitest';
import { Changes } from '#lib/server/gateway/changes.ts';
import { AlarmStage, themeOf } from '../../../../tests/fixtures/alarm-stage.ts';
import { observation } from '../../../../tests/fixtures/live-log.ts';
import { ruleOf } from '../../../../tests/fixtures/rule-stage.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import { sceneAt } from '../../../../tests/fixtures/wall-situation.ts';
import { surroundingsOf } from './surroundings.ts';
import type { WallSurroundings } from './walls.ts';

const above = (id: string, layer: string) =>
	ruleOf({ id, level: 1, when: { kind: 'value', layer, metric: 'depth', above: 2 } }).rule;
const metrics = [{ name: 'depth', unit: 'm' }];

let stage: AlarmStage;
let changes: Changes;
let around: () => WallSurroundings;
beforeEach(() => {
	const rules = [above('deep', 'pumps'), above('secret', 'vaults')];
	stage = new AlarmStage([{ theme: themeOf('water', rules) }]);
	stage.log.declare({ id: 'vaults', metrics, restricted: 'bank' }, stage.now);
	changes = new Changes();
	const { alarms, hub } = stage;
	around = surroundingsOf(tinyCity, { alarms, hub, changes, themes: undefined }, () => stage.now);
});
afterEach(() => stage.close());

/** Some alarm changed: the server says so. */
const announce = () => changes.announce('alarms', stage.alarms.list().rev);
const asking = () => around().urgent.map(({ scene, title }) => [scene.id, title.en]);

test('the oldest alarm of level 1 asks first, until it is acknowledged or shelved', () => {
	stage.deep({ one: 3 });
	stage.pass(1);
	stage.deep({ two: 3 });
	announce();
	const [first, second] = stage.alarms.list().alarms.toSorted((a, b) => a.raisedAt - b.raisedAt);
	expect(asking()).toEqual([
		[`alarm-${first!.id}`, first!.title.en],
		[`alarm-${second!.id}`, second!.title.en]
	]);
	stage.alarms.act(first!.id, { act: 'acknowledge', by: 'Li' });
	announce();
	expect(asking()).toEqual([[`alarm-${second!.id}`, second!.title.en]]);
	const shelve = { act: 'shelve', by: 'Li', second: 'Wang', minutes: 5, reason: 'known', text: 'x' } as const;
	stage.alarms.act(second!.id, shelve);
	announce();
	expect(asking()).toEqual([]);
});

test('in a flood the oldest of each group asks, and the next once that is acknowledged', () => {
	const ids = Array.from({ length: 11 }, (_, i) => `pump-${i}`);
	for (const id of ids) {
		stage.deep({ [id]: 3 });
		stage.pass(1);
	}
	announce();
	const [first, second] = stage.alarms.list().alarms.toSorted((a, b) => a.raisedAt - b.raisedAt);
	expect(stage.alarms.list().flood?.recent).toBe(11);
	expect(around().urgent.map(({ alarm }) => alarm)).toEqual([first!.id]);
	stage.alarms.act(first!.id, { act: 'acknowledge', by: 'Li' });
	announce();
	expect(around().urgent.map(({ alarm }) => alarm)).toEqual([second!.id]);
});

test('an alarm about a layer that needs a right is never on a wall', () => {
	stage.log.say('vaults', [observation('v', stage.now, { values: { depth: 9 } })], stage.now);
	stage.pass(1);
	announce();
	expect(stage.open).toEqual(['v 1 active']);
	expect(asking()).toEqual([]);
});

test('a scene is late when the first live layer of its view is; a replay has its data already', () => {
	const scene = sceneAt('a', 1);
	const view = { ...scene.view!, layers: ['buildings', 'pumps', 'incidents'] };
	const late = (time: typeof view.time = { kind: 'live' }) =>
		around().staleLayerOf({ ...scene, view: { ...view, time } });
	stage.deep({ one: 0 });
	stage.pass(180);
	expect(late()).toBeUndefined();
	stage.pass(1);
	expect(late()).toBe('pumps');
	expect(late({ kind: 'replay', at: 0, speed: 1 })).toBeUndefined();
	expect(around().staleLayerOf({ ...scene, view: { ...view, layers: ['buildings'] } })).toBeUndefined();
});
