import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { EventSeverity } from '#lib/model/observation.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { toLngLat, toMetres } from '../../sources/degrees.ts';
import type { Feed, Incident, IncidentName } from '../world.ts';
import { beginAndEnd, everydayEvents } from './everyday.ts';
import { eventFeed, type DayEvent } from './event-feed.ts';
import { atNearest } from './near.ts';
import { underpassesOf } from './underpass-water.ts';

interface Report {
	readonly type: string;
	readonly severity: EventSeverity;
	readonly zh: string;
	readonly en: string;
	/** Until somebody calls. */
	readonly after: Seconds;
}

/** What people report of the incidents that can be made to happen; nobody reports a lid of air or a silent sensor. */
const REPORTS: Readonly<Partial<Record<IncidentName, Report>>> = {
	rainstorm: {
		type: 'flooding',
		severity: 'severe',
		zh: '下穿通道积水，车辆被困',
		en: 'Flooded underpass, cars stuck',
		after: 480
	},
	'gas-leak': {
		type: 'gasLeak',
		severity: 'extreme',
		zh: '燃气泄漏',
		en: 'Gas leak',
		after: 75
	},
	'metro-outage': {
		type: 'metroOutage',
		severity: 'moderate',
		zh: '地铁停运，站内乘客滞留',
		en: 'Metro stopped, passengers waiting',
		after: 60
	},
	crowd: {
		type: 'crowding',
		severity: 'severe',
		zh: '人群聚集',
		en: 'Dense crowd',
		after: 240
	},
	'pole-outage': {
		type: 'lampsOut',
		severity: 'minor',
		zh: '路灯成片熄灭',
		en: 'Street lamps out',
		after: 180
	}
};

/** Reports of things that happened: everyday ones, and those of the incidents under way. */
export function incidentFeed(named: NamedCity): Feed {
	const everyday = everydayEvents(named);
	const underpass = atNearest(underpassesOf(named));
	return eventFeed('incidents', 30, function* (after, world) {
		yield* everyday(after, world);
		for (const incident of world.incidents) {
			const event = reportOf(incident, underpass);
			if (event) yield* beginAndEnd(event, after, world.at);
		}
	});
}

/** The report of an incident; undefined when it was over before anyone called. */
function reportOf(
	{ name, since, until, place }: Incident,
	underpass: ReturnType<typeof atNearest>
): DayEvent | undefined {
	const report = REPORTS[name];
	if (!report) return undefined;
	const at: EpochMs = since + report.after * 1000;
	if (at >= until) return undefined;
	const { type, severity, zh, en } = report;
	const position = name === 'rainstorm' ? toLngLat(underpass(toMetres(...place))) : place;
	return { id: `${name}-${since}`, at, until, type, severity, title: { zh, en }, position };
}
