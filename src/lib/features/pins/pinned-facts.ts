import type { EntityRef } from '#lib/model/view-spec.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatAge, formatUnit, formatValue } from '#lib/ui/format.ts';
import { buildingRow, pointRow, type Row } from '../explore/facts.ts';
import { metricName, statusName } from '../map/live-words.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { shownMetric } from '../map/shown-metric.ts';

/** What is said of a pinned object in two lines. */
export interface PinnedFacts {
	readonly title: string;
	/** What it is. */
	readonly kind: string;
	/** Its value with unit, or a word. */
	readonly value?: string;
	/** How old that is. */
	readonly age?: string;
	readonly stale: boolean;
}

/** Facts of now, or of the instant that a replay shows; undefined for what is not there. */
export async function pinnedFacts(session: CitySession, ref: EntityRef): Promise<PinnedFacts | undefined> {
	if (ref.layer === 'building') {
		const row = await buildingRow(await session.analytics(), Number(ref.id));
		return row && stillFacts(row, m.hit_building(), `${m.hit_building()} ${ref.id}`);
	}
	const layer = session.layer(ref.layer);
	if (!layer) return undefined;
	if (layer.kind === 'models') {
		const thing = session.selection.thingOf(ref);
		return thing && { title: thing.name ?? layer.title(), kind: layer.title(), stale: false };
	}
	if (layer.stream !== undefined) return liveFacts(session, ref, layer.stream);
	const row = await pointRow(await session.analytics(), ref.layer, Number(ref.id));
	return row && stillFacts(row, layer.title(), `${layer.title()} ${ref.id}`);
}

const text = (value: Row[string] | undefined): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

function stillFacts(row: Row, kind: string, unnamed: string): PinnedFacts {
	const { height } = row;
	return {
		title: text(row[locale.current === 'en' ? 'name_en' : 'name']) ?? text(row['name']) ?? unnamed,
		kind,
		...(typeof height === 'number' && { value: `${formatValue(locale.current, height)} m` }),
		stale: false
	};
}

async function liveFacts(session: CitySession, { layer, id }: EntityRef, stream: string) {
	const client = await session.liveClient();
	const known = session.layer(layer);
	const index = known?.dataset ? Number(id) : await client.find(stream, id);
	const card = index === undefined ? undefined : await client.card(stream, index);
	if (!card || !known) return undefined;
	const metrics = session.status(known)?.metrics ?? [];
	const wanted = shownMetric(session, known);
	const said = card.metrics.find(({ metric }) => metrics[metric]?.name === wanted) ?? card.metrics[0];
	const about = said && metrics[said.metric];
	const at = said?.at ?? card.observedAt;
	return {
		title: card.title,
		kind: about ? `${known.title()} · ${metricName(about)}` : known.title(),
		...(said && about
			? { value: `${formatValue(locale.current, said.value)} ${formatUnit(about.unit)}`.trim() }
			: card.status !== undefined && { value: statusName(card.status) }),
		...(at !== undefined && { age: m.age_ago({ age: formatAge(locale.current, card.shownAt - at) }) }),
		stale: card.stale || said?.stale === true
	};
}
