import { expect, test } from 'vitest';
import type { RuleEngineOptions } from '#lib/server/alarms/rule-engine/rule-engine.ts';
import { AreaSet } from '#lib/server/alarms/rule-engine/area-set.ts';
import { AreaIndex } from '#lib/model/area-index.ts';
import { RULE_START, RuleStage } from '../../../tests/fixtures/rule-stage.ts';
import { THEMES } from './registry.ts';

/** Every areas dataset has one area: `west`, from 0 to 1. */
const west = AreaIndex.of({
	features: [
		{
			properties: { name: 'west' },
			geometry: {
				type: 'Polygon',
				coordinates: [
					[
						[0, 0],
						[1, 0],
						[1, 1],
						[0, 1],
						[0, 0]
					]
				]
			}
		}
	]
});

/** One rule over the layers of its theme. */
function stageOf(key: string, more: Partial<RuleEngineOptions> = {}): RuleStage {
	const [id, name] = key.split('/');
	const theme = THEMES.find((one) => one.id === id)!;
	const rule = theme.rules.find((one) => one.id === name)!;
	const states = theme.layers.flatMap(({ declaration }) =>
		declaration.cls === 'state' ? [declaration] : []
	);
	return new RuleStage(states, [{ key, theme: theme.id, rule }], {
		areas: (dataset) => new AreaSet(dataset, west),
		...more
	});
}

const HOUR = 3_600_000;
const at = (hours: number) => ({ now: RULE_START + hours * HOUR });
const WEST = [0.5, 0.5] as const;
const SEA = [9, 9] as const;
const names = (count: number) => Array.from({ length: count }, (_, n) => `e${n}`);

/** Says the same of an entity again and again, for so many seconds. */
function keep(
	stage: RuleStage,
	layer: string,
	entity: string,
	values: object,
	seconds: number,
	every = 30
): void {
	for (let passed = 0; passed < seconds; passed += every) {
		stage.say(layer, entity, { position: WEST, ...values });
		stage.pass(every);
	}
}
/** Many entities of the west, each with its own words. */
function keepAll(
	stage: RuleStage,
	layer: string,
	said: readonly object[],
	seconds: number,
	every = 60
): void {
	for (let passed = 0; passed < seconds; passed += every) {
		said.forEach((one, n) => stage.say(layer, names(said.length)[n]!, { position: WEST, ...one }));
		stage.pass(every);
	}
}
const of = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

test('mobility: a district is jammed when more of its roads hardly move than in a usual rush hour', () => {
	const stage = stageOf('mobility/district-jammed');
	const roads = (jammed: number) => [
		...of(jammed, { status: 'heavily-congested' }),
		...of(20 - jammed, { status: 'smooth' })
	];
	keepAll(stage, 'road-flow', roads(5), 300);
	expect(stage.told()).toEqual([]);
	keepAll(stage, 'road-flow', roads(6), 360);
	keepAll(stage, 'road-flow', roads(10), 60);
	keepAll(stage, 'road-flow', roads(4), 660);
	expect(stage.told()).toEqual([
		'+600 raised west 3',
		'+660 level west 2',
		'+720 level west 3',
		'+1320 cleared west'
	]);
});

test('mobility: a closed road, a collapse of speed, and a train ten minutes late', () => {
	const closed = stageOf('mobility/road-closed');
	keep(closed, 'road-flow', 'a', { status: 'closed', values: { speed: 0 } }, 60);
	keep(closed, 'road-flow', 'a', { status: 'smooth', values: { speed: 50 } }, 180);
	expect(closed.told()).toEqual(['+30 raised a 3', '+180 cleared a']);

	const speed = stageOf('mobility/speed-collapses');
	keep(speed, 'road-flow', 'a', { values: { speed: 55, ratio: 0.95 } }, 300);
	keep(speed, 'road-flow', 'a', { values: { speed: 8, ratio: 0.14 } }, 90);
	expect(speed.told()).toEqual(['+330 raised a 4']);

	const late = stageOf('mobility/metro-late');
	keep(late, 'metro-trips', 't', { values: { delay: 620 } }, 90);
	keep(late, 'metro-trips', 't', { values: { delay: 400 } }, 60);
	keep(late, 'metro-trips', 't', { values: { delay: 300 } }, 30);
	expect(late.told()).toEqual(['+60 raised t 4', '+150 cleared t']);
});

test('mobility: a metro alert of the grave kinds stands until it is ended', () => {
	const stage = stageOf('mobility/metro-disrupted');
	stage.happen('metro-alerts', { id: 'lift', type: 'ACCESSIBILITY_ISSUE' });
	stage.happen('metro-alerts', { id: 'line 2', type: 'NO_SERVICE' });
	stage.pass(600);
	stage.happen('metro-alerts', { id: 'line 2 runs', type: 'NO_SERVICE', replaces: ['line 2'], ends: true });
	stage.pass(10);
	const told = stage.told();
	expect(told).toHaveLength(2);
	expect([told[0]?.slice(0, 9), told[1]?.slice(0, 12)]).toEqual(['+0 raised', '+600 cleared']);
});

test('lighting: a quarter that was told to shine and is dark, at night only', () => {
	const dark = of(12, { values: { target: 100, feedback: 100, actual: 0 } });
	const lit = { values: { target: 100, feedback: 100, actual: 97 } };
	const night = stageOf('lighting/quarter-dark');
	keepAll(night, 'light-poles', [...dark.slice(9), ...of(9, lit)], 240);
	keepAll(night, 'light-poles', of(12, lit), 360);
	expect(night.told()).toEqual(['+120 raised west 3', '+540 cleared west']);

	const whole = stageOf('lighting/quarter-dark');
	keepAll(whole, 'light-poles', dark, 180);
	expect(whole.told()).toEqual(['+120 raised west 2']);

	const noon = stageOf('lighting/quarter-dark', at(12));
	keepAll(noon, 'light-poles', dark, 240);
	expect(noon.told()).toEqual([]);
});

test('lighting: faults that pile up, and lamps that burn by day', () => {
	const faults = stageOf('lighting/faults-pile-up');
	keepAll(faults, 'light-poles', [{ status: 'fault' }, ...of(19, { status: 'on' })], 3720);
	expect(faults.told()).toEqual(['+3600 raised west 4']);

	const burning = of(20, { values: { target: 0, actual: 80 } });
	const noon = stageOf('lighting/lit-by-day', at(12));
	keepAll(noon, 'light-poles', burning, 960);
	expect(noon.told()).toEqual(['+44100 raised west 4']);
	const night = stageOf('lighting/lit-by-day', at(20));
	keepAll(night, 'light-poles', burning, 960);
	expect(night.told()).toEqual([]);
});

test('environment: dust in half of the stations of a district, level by level', () => {
	const stage = stageOf('environment/district-polluted');
	const air = (value: number) => [
		...of(2, { values: { 'PM2.5': value } }),
		...of(2, { values: { 'PM2.5': 40 } })
	];
	keepAll(stage, 'air', air(120), 360);
	keepAll(stage, 'air', air(160), 60);
	keepAll(stage, 'air', air(260), 60);
	keepAll(stage, 'air', air(90), 960);
	expect(stage.told()).toEqual([
		'+300 raised west 4',
		'+360 level west 3',
		'+420 level west 2',
		'+480 level west 4',
		'+1380 cleared west'
	]);
});

test('environment: ozone in the afternoon, rain by its strength, a bin by fire or heat', () => {
	const ozone = stageOf('environment/ozone-high', at(14));
	keep(ozone, 'air', 'a', { values: { O3: 220 } }, 1860, 60);
	expect(ozone.told()).toEqual(['+52200 raised a 4']);

	const rain = stageOf('environment/rain-heavy');
	for (const strength of [22, 30, 60, 110, 5])
		keep(rain, 'weather', 'w', { values: { rain: strength } }, 60, 60);
	keep(rain, 'weather', 'w', { values: { rain: 5 } }, 600, 60);
	expect(rain.told()).toEqual([
		'+60 raised w 3',
		'+120 level w 2',
		'+180 level w 1',
		'+240 level w 3',
		'+840 cleared w'
	]);

	const bin = stageOf('environment/bin-burns');
	keep(bin, 'waste-bins', 'hot', { status: 'ok', values: { temperature: 71 } }, 300, 300);
	keep(bin, 'waste-bins', 'hot', { status: 'ok', values: { temperature: 30 } }, 300, 300);
	keep(bin, 'waste-bins', 'lit', { status: 'fire', values: { temperature: 20 } }, 300, 300);
	expect(bin.told()).toEqual(['+0 raised hot 2', '+300 cleared hot', '+600 raised lit 2']);

	const full = stageOf('environment/bins-overfull');
	keepAll(full, 'waste-bins', [...of(4, { status: 'full' }), ...of(6, { status: 'ok' })], 2100, 300);
	expect(full.told()).toEqual(['+1800 raised west 4']);
});

test('environment: when all stations fall silent the layer has one alarm, which ends with the first word', () => {
	const stage = stageOf('environment/air-silent');
	for (const station of names(12)) stage.say('air', station, { values: { 'PM2.5': 30 } });
	stage.pass(299);
	expect(stage.told()).toEqual([]);
	stage.pass(60);
	stage.say('air', 'e3', { values: { 'PM2.5': 31 } });
	stage.pass(1);
	expect(stage.told()).toEqual(['+300.001 raised air 3', '+359 cleared air']);
});

test('water: sewers, underpasses and rivers by their own limits', () => {
	const sewers = stageOf('water/sewers-full');
	const fill = (value: number) => [...of(2, { values: { fill: value } }), { values: { fill: 20 } }];
	keepAll(sewers, 'sewer-levels', fill(85), 120);
	keepAll(sewers, 'sewer-levels', fill(20), 360);
	expect(sewers.told()).toEqual(['+60 raised west 3', '+420 cleared west']);

	const underpass = stageOf('water/underpass-flooded');
	for (const depth of [0.1, 0.16, 0.2, 0.28, 0.55, 0.3, 0.12])
		keep(underpass, 'underpasses', 'u', { values: { depth } }, 30);
	keep(underpass, 'underpasses', 'u', { values: { depth: 0.05 } }, 330);
	expect(underpass.told()).toEqual([
		'+60 raised u 3',
		'+90 level u 2',
		'+120 level u 1',
		'+150 level u 2',
		'+180 level u 3',
		'+510 cleared u'
	]);

	const river = stageOf('water/river-above-warning');
	keep(river, 'river-levels', 'r', { values: { level: 2.5, warning: 2.4 } }, 180, 60);
	keep(river, 'river-levels', 'r', { values: { level: 2.35, warning: 2.4 } }, 120, 60);
	keep(river, 'river-levels', 'r', { values: { level: 2.29, warning: 2.4 } }, 660, 60);
	expect(river.told()).toEqual(['+120 raised r 3', '+900 cleared r']);
});

test('water: water without a pump', () => {
	const idle = stageOf('water/pumps-idle');
	keep(idle, 'underpasses', 'u', { values: { depth: 0.12, pumps: 0 } }, 210);
	keep(idle, 'underpasses', 'u', { values: { depth: 0.12, pumps: 1 } }, 30);
	expect(idle.told()).toEqual(['+180 raised u 2', '+210 cleared u']);
});

test('safety: crowds by their density, and by how fast they gather', () => {
	const dense = stageOf('safety/crowd-dense');
	for (const density of [3.2, 3.2, 3.2, 4.2, 6.1, 2.9])
		keep(dense, 'crowds', 's', { values: { density } }, 30);
	keep(dense, 'crowds', 's', { values: { density: 2 } }, 330);
	expect(dense.told()).toEqual([
		'+60 raised s 3',
		'+90 level s 2',
		'+120 level s 1',
		'+150 level s 3',
		'+480 cleared s'
	]);
	const gathers = stageOf('safety/crowd-gathers');
	for (let minute = 0; minute < 6; minute++)
		keep(
			gathers,
			'crowds',
			's',
			{ values: { people: 1000 + 90 * minute, density: 1 + 0.2 * minute } },
			60,
			60
		);
	expect(gathers.told()).toEqual(['+240 raised s 4']);
});

test('safety: grave incidents, patrols outside of the city, and cameras that went dark together', () => {
	const incident = stageOf('safety/grave-incident');
	incident.happen('incidents', { id: 'lost dog', type: 'lostProperty' });
	incident.happen('incidents', { id: 'shop', type: 'fire' });
	incident.pass(3601);
	expect(incident.told().map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
		'+0 raised',
		'+3600 cleared'
	]);

	const astray = stageOf('safety/patrol-astray');
	for (const place of [...of(5, WEST), ...of(40, SEA), ...of(14, WEST)]) {
		astray.say('patrols', 'p', { position: place, status: 'patrolling' });
		astray.pass(5);
	}
	expect(astray.told()).toEqual(['+205 raised p 4', '+285 cleared p']);

	const cameras = stageOf('safety/cameras-dark');
	keepAll(cameras, 'cameras', [...of(3, { status: 'offline' }), { status: 'online' }], 360);
	expect(cameras.told()).toEqual(['+300 raised west 3']);
});

test('parking: an open cover, worse under water; gas in a shaft; a cover that fell silent; a full quarter', () => {
	const cover = stageOf('parking/cover-open');
	keep(cover, 'manholes', 'm', { status: 'moved', values: { tilt: 12, water: 0.2 } }, 300, 300);
	keep(cover, 'manholes', 'm', { status: 'open', values: { tilt: 60, water: 1.6 } }, 300, 300);
	keep(cover, 'manholes', 'm', { status: 'closed', values: { tilt: 1, water: 1.6 } }, 300, 300);
	expect(cover.told()).toEqual(['+0 raised m 2', '+300 level m 1', '+600 level m 2', '+720 cleared m']);

	const gas = stageOf('parking/cover-gas');
	for (const methane of [30, 30, 55]) keep(gas, 'manholes', 'm', { values: { methane } }, 300, 300);
	expect(gas.told()).toEqual(['+300 raised m 3', '+600 level m 2']);

	const silent = stageOf('parking/cover-silent');
	silent.say('manholes', 'm', { status: 'closed' });
	silent.pass(7201);
	silent.say('manholes', 'm', { status: 'closed' });
	silent.pass(1);
	expect(silent.told()).toEqual(['+7200.001 raised m 4', '+7201 cleared m']);

	const full = stageOf('parking/parking-full', at(9));
	keepAll(full, 'car-parks', [...of(3, { values: { occupancy: 98 } }), { values: { occupancy: 60 } }], 960);
	expect(full.told()).toEqual(['+33300 raised west 4']);
});

test('energy: load, voltage and gas', () => {
	const load = stageOf('energy/substation-overloaded');
	for (const loading of [...of(8, 92), 103, 125, 85])
		keep(load, 'substations', 't', { values: { loading } }, 30);
	keep(load, 'substations', 't', { values: { loading: 70 } }, 630);
	expect(load.told()).toEqual([
		'+180 raised t 3',
		'+240 level t 2',
		'+270 level t 1',
		'+300 level t 3',
		'+930 cleared t'
	]);
	const dead = stageOf('energy/substation-dead');
	keep(dead, 'substations', 't', { values: { voltage: 0.2 } }, 60);
	expect(dead.told()).toEqual(['+30 raised t 1']);

	const leak = stageOf('energy/gas-leak');
	for (const methane of [26, 27, 55, 20]) keep(leak, 'gas', 'g', { values: { methane } }, 30);
	keep(leak, 'gas', 'g', { values: { methane: 3 } }, 330);
	expect(leak.told()).toEqual(['+30 raised g 2', '+60 level g 1', '+90 level g 2', '+420 cleared g']);
});

test('energy: gas at one detector and falling pressure at another of the quarter are one broken main', () => {
	const stage = stageOf('energy/main-broken');
	for (let k = 0; k < 10; k++) {
		stage.say('gas', 'smells', { position: WEST, values: { methane: 12, pressure: 300 } });
		stage.say('gas', 'sinks', { position: [0.6, 0.6], values: { methane: 0, pressure: 300 - 2 * k } });
		stage.pass(30);
	}
	expect(stage.told()).toEqual(['+180 raised west 1']);
});

test('campus: lockdown, children left aboard, and buses too fast or astray', () => {
	const lockdown = stageOf('campus/lockdown');
	keep(lockdown, 'school-gates', 'g', { status: 'lockdown' }, 60, 60);
	expect(lockdown.told()).toEqual(['+0 raised g 1']);

	const left = stageOf('campus/children-left-aboard');
	keep(left, 'school-buses', 'b', { status: 'done', values: { aboard: 2 } }, 150, 5);
	keep(left, 'school-buses', 'b', { status: 'done', values: { aboard: 0 } }, 60, 5);
	expect(left.told()).toEqual(['+120 raised b 1', '+180 cleared b']);

	const fast = stageOf('campus/bus-speeding');
	for (const speed of [61, 61, 58, 64, 64, 64]) keep(fast, 'school-buses', 'b', { values: { speed } }, 5, 5);
	expect(fast.told()).toEqual(['+25 raised b 3']);

	const astray = stageOf('campus/bus-astray');
	keep(astray, 'school-buses', 'b', { status: 'on-route', position: SEA }, 90, 5);
	keep(astray, 'school-buses', 'parked', { status: 'done', position: SEA }, 90, 5);
	expect(astray.told()).toEqual(['+60 raised b 2']);
});

test('campus: a gate open at night, but not by day', () => {
	for (const [hour, raised] of [
		[23, ['+83400 raised g 3']],
		[12, []]
	] as const) {
		const stage = stageOf('campus/gate-open-at-night', at(hour));
		keep(stage, 'school-gates', 'g', { status: 'open' }, 660, 60);
		expect(stage.told()).toEqual(raised);
	}
});

test('a stream that stops is noticed by the rule of its theme, whatever else is on', () => {
	const silent = [
		['mobility/roads-silent', 'road-flow', 180],
		['lighting/lamps-silent', 'light-poles', 300],
		['water/underpasses-silent', 'underpasses', 180],
		['safety/patrols-silent', 'patrols', 60],
		['energy/gas-silent', 'gas', 120],
		['campus/gates-silent', 'school-gates', 300]
	] as const;
	for (const [key, layer, after] of silent) {
		const stage = stageOf(key, at(9));
		stage.say(layer, 'a');
		stage.pass(after + 1);
		expect(stage.told().map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
			`+${9 * 3600 + after}.001 raised ${layer}`
		]);
	}
});

test('in a city without areas the rules about them have nothing to judge', () => {
	const none = { areas: () => undefined, district: () => undefined };
	const astray = stageOf('safety/patrol-astray', none);
	keep(astray, 'patrols', 'p', { position: SEA, status: 'patrolling' }, 400, 5);
	const bus = stageOf('campus/bus-astray', none);
	keep(bus, 'school-buses', 'b', { position: SEA, status: 'on-route' }, 400, 5);
	const dark = stageOf('lighting/quarter-dark', none);
	keepAll(dark, 'light-poles', of(12, { values: { target: 100, actual: 0 } }), 400);
	const main = stageOf('energy/main-broken', none);
	for (let k = 0; k < 10; k++) keep(main, 'gas', 'g', { values: { methane: 12, pressure: 300 - 2 * k } }, 30);
	expect([astray, bus, dark, main].map((stage) => stage.told())).toEqual([[], [], [], []]);
});
