import type { AlarmCondition, AlarmLevel, AlarmRule } from '#lib/model/alarm-rule.ts';
import type { AlarmReading } from '#lib/model/alarm.ts';
import type { StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { FLOOD_WINDOW, FloodGauge } from '#lib/server/alarms/book/flood-gauge.ts';
import type { AreaSet } from '#lib/server/alarms/rule-engine/area-set.ts';
import { RuleEngine } from '#lib/server/alarms/rule-engine/rule-engine.ts';
import type { EngineRule } from '#lib/server/alarms/rule-engine/rule-program.ts';
import { DISTRICTS } from '#lib/server/themes/districts.ts';
import type { Past } from './past.ts';
import { PlayedLayer } from './played-layer.ts';
import { QuietTimes } from './quiet-times.ts';

/** One alarm that a rule would have raised. */
export interface WouldBe {
	readonly at: EpochMs;
	readonly name: string;
	readonly level: AlarmLevel;
	readonly readings: readonly AlarmReading[];
}

export interface RuleTest {
	readonly rule: string;
	readonly title: AlarmRule['title'];
	/** How often it would have been raised. */
	readonly raised: number;
	readonly first: readonly WouldBe[];
	/** Why it could not be judged. */
	readonly failure?: string;
	/** Layers that it is about of which history has nothing. */
	readonly missing: readonly string[];
}

export interface RulesTest {
	readonly from: EpochMs;
	readonly to: EpochMs;
	/** Rows and events that were judged. */
	readonly judged: number;
	readonly rules: readonly RuleTest[];
	/** New alarms: all, on the mean in ten minutes, and at the most. */
	readonly alarms: number;
	readonly perTenMinutes: number;
	readonly mostInTenMinutes: number;
	/** Share of the time in a flood, 0 to 1. */
	readonly flood: number;
	/** Share of each level, 1 first. */
	readonly levels: readonly [number, number, number, number];
}

/** Fetched at once of each layer. */
const WINDOW: Milliseconds = 300_000;
const FIRST = 5;
/** How finely floods are measured. */
const FLOOD_STEP: Milliseconds = 10_000;

/** Plays what was received in [from, to) through the engine, as it came. */
export async function judgePast(
	past: Past,
	rules: readonly EngineRule[],
	from: EpochMs,
	to: EpochMs,
	onProgress: (at: EpochMs) => void = () => undefined
): Promise<RulesTest> {
	const areas = new Map<string, AreaSet | undefined>();
	for (const dataset of new Set([DISTRICTS, ...rules.flatMap((rule) => areasOf(rule.rule))]))
		areas.set(dataset, await past.areas(dataset));
	const districts = areas.get(DISTRICTS);
	const engine = new RuleEngine({
		rules,
		areas: (dataset) => areas.get(dataset),
		district: (place) => districts?.names[districts.find(...place)],
		timezone: past.timezone,
		place: past.place,
		now: from
	});
	const wanted = past.layers.filter(({ declaration }) => engine.layers.has(declaration.id));
	const states = wanted.filter(({ declaration }) => declaration.cls === 'state');
	const layers: PlayedLayer[] = [];
	for (const layer of states) layers.push(await PlayedLayer.open(past, layer, from));
	const events: (StoredEvent & { readonly layer: string })[] = [];
	for (const { declaration } of wanted)
		if (declaration.cls === 'event')
			for (const stored of await past.events(declaration.id, from, to))
				events.push({ ...stored, layer: declaration.id });
	events.sort((a, b) => a.receivedAt - b.receivedAt);
	const before = events.filter(({ receivedAt }) => receivedAt < from);
	engine.know(layers, from, before);
	const quiet = new QuietTimes(past, from);
	const rest = async (at: EpochMs) => {
		const pause = await quiet.before(at);
		if (pause) engine.pause(pause);
	};
	let next = before.length;
	for (let start = from; start < to; start += WINDOW) {
		const end = Math.min(to, start + WINDOW);
		for (const layer of layers) await layer.fetch(start, end);
		for (;;) {
			const layer = earliest(layers);
			const at = layer?.nextAt ?? end;
			for (; next < events.length && events[next]!.receivedAt <= at; next++) {
				const { layer: of, event, receivedAt } = events[next]!;
				await rest(receivedAt);
				engine.event(of, event, receivedAt);
			}
			if (!layer) break;
			const { id } = layer.declaration;
			await rest(at);
			engine.advance(at);
			layer.take((idx) => engine.row(id, idx, at));
		}
		onProgress(end);
	}
	await rest(to);
	engine.advance(to);
	return summary(engine, rules, new Set(wanted.map(({ declaration }) => declaration.id)), from, to);
}

function earliest(layers: readonly PlayedLayer[]): PlayedLayer | undefined {
	let [best, bestAt]: [PlayedLayer | undefined, EpochMs] = [undefined, Infinity];
	for (const layer of layers) {
		const at = layer.nextAt ?? Infinity;
		if (at < bestAt) [best, bestAt] = [layer, at];
	}
	return best;
}

function summary(
	engine: RuleEngine,
	rules: readonly EngineRule[],
	known: ReadonlySet<string>,
	from: EpochMs,
	to: EpochMs
): RulesTest {
	const raised = engine.take().flatMap((transition) => (transition.kind === 'raised' ? [transition] : []));
	const times = raised.map(({ at }) => at);
	const levels: [number, number, number, number] = [0, 0, 0, 0];
	for (const { level } of raised) levels[level - 1]! += 1 / raised.length;
	return {
		from,
		to,
		judged: engine.judged,
		rules: rules.map(({ key, rule }) => {
			const own = raised.filter((transition) => transition.rule === key);
			const failure = engine.failures.find((failed) => failed.rule === key)?.reason;
			return {
				rule: key,
				title: rule.title,
				raised: own.length,
				first: own
					.slice(0, FIRST)
					.map(({ at, facts, level, readings }) => ({ at, name: facts.name, level, readings })),
				...(failure !== undefined && { failure }),
				missing: [...new Set(layersOf(rule))].filter((layer) => !known.has(layer))
			};
		}),
		alarms: raised.length,
		perTenMinutes: (raised.length * FLOOD_WINDOW) / (to - from),
		mostInTenMinutes: times.reduce(
			(most, at) => Math.max(most, times.filter((other) => other > at - FLOOD_WINDOW && other <= at).length),
			0
		),
		flood: floodShare(times, from, to),
		levels
	};
}

function floodShare(times: readonly EpochMs[], from: EpochMs, to: EpochMs): number {
	const gauge = new FloodGauge();
	let [next, flooded, steps] = [0, 0, 0];
	for (let at = from; at < to; at += FLOOD_STEP) {
		while (next < times.length && times[next]! <= at) gauge.add(times[next++]!);
		gauge.update(at);
		steps++;
		if (gauge.since !== undefined) flooded++;
	}
	return steps === 0 ? 0 : flooded / steps;
}

const conditionsOf = ({ when, ladder = [] }: AlarmRule): readonly AlarmCondition[] =>
	[when, ...ladder.map((rung) => rung.when)].flatMap(withParts);

function withParts(when: AlarmCondition): readonly AlarmCondition[] {
	if (!('of' in when)) return [when];
	return [when, ...('kind' in when.of ? [when.of] : when.of).flatMap(withParts)];
}

const areasOf = (rule: AlarmRule): readonly string[] =>
	conditionsOf(rule).flatMap((when) => ('areas' in when && when.areas !== undefined ? [when.areas] : []));

const layersOf = (rule: AlarmRule): readonly string[] =>
	conditionsOf(rule).flatMap((when) => ('layer' in when ? [when.layer] : []));
