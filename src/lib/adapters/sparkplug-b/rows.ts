import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import type { Collector } from '../support/collector.ts';
import { LIMITS } from '../support/limits.ts';
import { checkName, checkTime, shortened } from '../support/row-check.ts';
import { UNBORN, type Born } from './memory.ts';
import { numberOf, propertyOf } from './metric-value.ts';
import type { Payload } from './payload.ts';
import type { RawMetric } from './schema.ts';

/** Values of one instant on their way to a row. */
interface Instant {
	readonly values: Map<string, number>;
	readonly units: Map<string, string>;
	quality?: number;
	status?: string;
	title?: string;
	moved: boolean;
	altitude?: number;
}

export type Identity = Pick<Observation, 'kind' | 'layer' | 'entity' | 'title'>;

/** Metrics of one payload as rows, those of one instant together; and the coordinates last known. */
export function rowsOf(
	{ metrics, timestamp }: Payload,
	{
		identity,
		born,
		birth,
		receivedAt
	}: {
		readonly identity: Identity;
		readonly born: Born | undefined;
		readonly birth: boolean;
		readonly receivedAt: EpochMs;
	},
	found: Collector
): { readonly rows: readonly Observation[]; readonly born: Born | undefined } {
	const instants = new Map<EpochMs, Instant>();
	const where: { lng?: number; lat?: number } = { ...coordinates(born) };
	const sent = timestamp ?? receivedAt;
	const instantAt = (at: EpochMs) => {
		const instant = instants.get(at) ?? { values: new Map(), units: new Map(), moved: false };
		instants.set(at, instant);
		return instant;
	};
	if (birth) Object.assign(instantAt(sent), { status: 'online', quality: 0 });
	for (const { place, metric } of metrics) {
		found.count('metric');
		const name = nameOf(metric, born);
		if (name === undefined) {
			found.reject(place, unnamed(metric));
			if (metric.alias !== undefined) found.count('unknown alias');
			continue;
		}
		const at = metric.timestamp ? Number(metric.timestamp.toString()) || sent : sent;
		const reason = checkName(name) ?? checkTime('the time', at);
		if (reason) found.reject(place, reason);
		else if (name === 'bdSeq' || /^(Node|Device) Control\//.test(name)) found.count('control metric');
		else if (metric.isNull) found.count('null metric');
		else take(metric, { name, place }, instantAt(at), born ?? UNBORN, where, found);
	}
	const rows = [...instants].flatMap(([at, instant]) => rowOf(identity, at, instant, where) ?? []);
	return { rows, born: born && { ...born, ...where } };
}

function take(
	metric: RawMetric,
	{ name, place }: { readonly name: string; readonly place: string },
	instant: Instant,
	born: Born,
	where: { lng?: number; lat?: number },
	found: Collector
): void {
	const known = Object.hasOwn(born.metrics, name) ? born.metrics[name] : undefined;
	const quality = propertyOf(metric, 'quality');
	// OPC: 192 and above is good; 0 is bad and 500 stale, neither is a value of now.
	if (typeof quality === 'number')
		instant.quality = (instant.quality ?? 0) | (quality >= 192 && quality !== 500 ? 0 : QUALITY.stale);
	const last = name.split('/').at(-1)!.toLowerCase();
	const value = numberOf(metric, metric.datatype ?? known?.type);
	if (value === undefined) {
		if (metric.stringValue && (last === 'status' || last === 'state'))
			instant.status = shortened(metric.stringValue, 100);
		else if (metric.stringValue && last === 'name') instant.title = shortened(metric.stringValue, 200);
		else found.count('metric that is no number');
	} else if (LATITUDES.has(last) && Math.abs(value) <= 90) {
		where.lat = value;
		instant.moved = true;
	} else if (LONGITUDES.has(last) && Math.abs(value) <= 180) {
		where.lng = value;
		instant.moved = true;
	} else if (last === 'altitude') instant.altitude = value;
	else if (instant.values.size >= LIMITS.metrics && !instant.values.has(name))
		found.reject(place, `a row holds ${LIMITS.metrics} measured values`);
	else {
		instant.values.set(name, value);
		if (known?.unit) instant.units.set(name, known.unit);
	}
}

const LATITUDES = new Set(['lat', 'latitude']);
const LONGITUDES = new Set(['lng', 'lon', 'long', 'longitude']);

function rowOf(
	identity: Identity,
	at: EpochMs,
	{ values, units, quality, status, title, moved, altitude }: Instant,
	{ lng, lat }: { readonly lng?: number; readonly lat?: number }
): Observation | undefined {
	const position = moved && lng !== undefined && lat !== undefined;
	if (values.size === 0 && quality === undefined && status === undefined && !position) return undefined;
	return {
		...identity,
		...(title === undefined ? {} : { title }),
		at,
		...(position ? { position: [lng, lat] } : {}),
		...(position && altitude !== undefined ? { altitude } : {}),
		...(status === undefined ? {} : { status }),
		...(values.size > 0 ? { values: Object.fromEntries(values) } : {}),
		...(units.size > 0 ? { units: Object.fromEntries(units) } : {}),
		...(quality === undefined ? {} : { quality })
	};
}

const coordinates = (born: Born | undefined) => ({
	...(born?.lng === undefined ? {} : { lng: born.lng }),
	...(born?.lat === undefined ? {} : { lat: born.lat })
});

function nameOf({ name, alias }: RawMetric, born: Born | undefined): string | undefined {
	if (name) return name;
	const key = alias?.toString();
	return key !== undefined && born && Object.hasOwn(born.aliases, key) ? born.aliases[key] : undefined;
}

function unnamed({ alias }: RawMetric): string {
	return alias === undefined
		? 'the metric has neither name nor alias'
		: `the alias ${alias.toString()} is unknown: the node needs a rebirth`;
}
