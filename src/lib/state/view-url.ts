import { camera as cameraSchema, type Camera } from '#lib/model/city.ts';
import { REPLAY_SPEEDS } from '#lib/model/clock.ts';
import type { EpochMs } from '#lib/model/units.ts';
import {
	LOOKS,
	MOST_PINNED,
	chartChoice,
	compareView,
	filter as filterSchema,
	layerStyle,
	scenarioView,
	type ChartChoice,
	type CompareView,
	type EntityRef,
	type Filter,
	type LayerStyle,
	type Look,
	type Recolour,
	type ScenarioView,
	type TimeView
} from '#lib/model/view-spec.ts';

/** What the address bar may say of a view; absent fields keep the city's or the user's default. */
export interface UrlView {
	readonly camera?: Camera;
	readonly layers?: readonly string[];
	readonly look?: Look;
	readonly time?: TimeView;
	readonly selection?: readonly EntityRef[];
	readonly recolour?: Recolour | undefined;
	readonly filters?: readonly Filter[];
	readonly metrics?: Readonly<Record<string, string>>;
	readonly styles?: Readonly<Record<string, LayerStyle>>;
	readonly pinned?: readonly EntityRef[];
	readonly charts?: readonly ChartChoice[];
	readonly scenario?: ScenarioView | undefined;
	readonly compare?: CompareView | undefined;
}

/** Names of the parameters that a view is written in. */
export const VIEW_PARAMETERS = [
	'cam',
	'layers',
	'look',
	'at',
	'speed',
	'metric',
	'sel',
	'by',
	'f',
	'style',
	'pin',
	'chart',
	'run',
	'against',
	'hide',
	'cmp',
	'u'
] as const;

/** Of what the parameters mean: an address without one is of the first. */
const ADDRESS_VERSION = '1';

/** A parameter that could not be understood; the rest of the address still holds. */
export interface UrlProblem {
	readonly parameter: string;
	readonly value: string;
}

/** What reading needs of `URLSearchParams`. */
export type QueryParameters = Pick<URLSearchParams, 'getAll'>;

const FASTEST = Math.max(...REPLAY_SPEEDS);
const LAYER_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Centimetres and hundredths of a degree: what a link keeps of a camera, and what the state holds. */
export function roundCamera({ lng, lat, zoom, pitch, bearing }: Camera): Camera {
	const round = (value: number, digits: number) => Number(value.toFixed(digits)) + 0; // no −0
	return {
		lng: round(lng, 7),
		lat: round(lat, 7),
		zoom: round(zoom, 3),
		pitch: round(pitch, 2),
		bearing: round(((((bearing + 180) % 360) + 360) % 360) - 180, 2)
	};
}

/** The query string of a view, readable by people; `readViewUrl` gives back exactly the same fields. */
export function writeViewUrl(view: UrlView): string {
	const parts: string[] = [];
	const put = (name: (typeof VIEW_PARAMETERS)[number], value: string) =>
		parts.push(`${name}=${readable(value)}`);
	if (view.camera) {
		const { lng, lat, zoom, pitch, bearing } = view.camera;
		put('cam', [lng, lat, zoom, pitch, bearing].join(','));
	}
	if (view.layers) put('layers', view.layers.join(','));
	if (view.look) put('look', view.look);
	if (view.time?.kind === 'replay') {
		put('at', new Date(view.time.at).toISOString().replace('.000Z', 'Z'));
		if (view.time.speed !== 1) put('speed', String(view.time.speed));
	}
	for (const [layer, metric] of Object.entries(view.metrics ?? {})) put('metric', `${layer}:${metric}`);
	for (const { layer, id } of view.selection ?? []) put('sel', `${layer}:${id}`);
	if (view.recolour) put('by', writeRecolour(view.recolour));
	for (const filter of view.filters ?? []) put('f', writeFilter(filter));
	for (const [layer, style] of Object.entries(view.styles ?? {}))
		put('style', `${layer}:${JSON.stringify(style)}`);
	for (const { layer, id } of view.pinned ?? []) put('pin', `${layer}:${id}`);
	for (const chart of view.charts ?? []) put('chart', JSON.stringify(chart));
	if (view.scenario) put('run', writeScenario(view.scenario));
	if (view.scenario?.against !== undefined) put('against', view.scenario.against);
	if (view.scenario?.hideBelow !== undefined) put('hide', String(view.scenario.hideBelow));
	if (view.compare) put('cmp', JSON.stringify(view.compare));
	put('u', ADDRESS_VERSION);
	return parts.join('&');
}

/** Understands what `writeViewUrl` wrote and reports whatever it cannot. */
export function readViewUrl(parameters: QueryParameters): { view: UrlView; problems: readonly UrlProblem[] } {
	const problems: UrlProblem[] = [];
	const read = <T>(
		parameter: (typeof VIEW_PARAMETERS)[number],
		parse: (value: string) => T | undefined
	): T[] =>
		parameters.getAll(parameter).flatMap((value) => {
			const parsed = parse(value);
			if (parsed === undefined) problems.push({ parameter, value });
			return parsed === undefined ? [] : [parsed];
		});
	read('u', (value) => (value === ADDRESS_VERSION ? value : undefined));
	const [camera] = read('cam', readCamera);
	const [layers] = read('layers', readLayers);
	const [look] = read('look', (value) => LOOKS.find((known) => known === value));
	const [at] = read('at', readInstant);
	const [speed] = read('speed', readSpeed);
	const metrics = read('metric', readEntity).map(({ layer, id }) => [layer, id] as const);
	const selection = read('sel', readEntity);
	const [recolour] = read('by', readRecolour);
	const filters = read('f', readFilter);
	const styles = read('style', readStyle);
	const pinned = read('pin', readEntity).slice(0, MOST_PINNED);
	const charts = read('chart', (value) => chartChoice.safeParse(readJson(value)).data);
	const [against] = read('against', (value) => scenarioView.shape.against.safeParse(value).data);
	const [hideBelow] = read('hide', (value) => scenarioView.shape.hideBelow.safeParse(Number(value)).data);
	const [scenario] = read('run', (value) => readScenario(value, { against, hideBelow }));
	const [compare] = read('cmp', (value) => compareView.safeParse(readJson(value)).data);
	return {
		view: {
			...(camera && { camera }),
			...(layers && { layers }),
			...(look && { look }),
			...(at !== undefined && { time: { kind: 'replay' as const, at, speed: speed ?? 1 } }),
			...(metrics.length > 0 && { metrics: Object.fromEntries(metrics) }),
			...(selection.length > 0 && { selection }),
			...(recolour && { recolour }),
			...(filters.length > 0 && { filters }),
			...(styles.length > 0 && { styles: Object.fromEntries(styles) }),
			...(pinned.length > 0 && { pinned }),
			...(charts.length > 0 && { charts }),
			...(scenario && { scenario }),
			...(compare && { compare })
		},
		problems
	};
}

/** Percent-encodes only what a query string cannot carry. */
const readable = (value: string) =>
	encodeURIComponent(value).replace(/%(2C|3A|2F|40|3B)/g, (code) => decodeURIComponent(code));

function readCamera(value: string): Camera | undefined {
	const numbers = value.split(',').map(readNumber);
	if (numbers.length !== 5 || numbers.includes(undefined)) return undefined;
	const [lng, lat, zoom, pitch, bearing] = numbers;
	return cameraSchema.safeParse({ lng, lat, zoom, pitch, bearing }).data;
}

function readNumber(text: string): number | undefined {
	return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function readLayers(value: string): string[] | undefined {
	const ids = value === '' ? [] : value.split(',');
	return ids.every((id) => LAYER_ID.test(id)) ? [...new Set(ids)] : undefined;
}

function readInstant(value: string): EpochMs | undefined {
	const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
	const at = Date.parse(value);
	return zoned && Number.isFinite(at) ? at : undefined;
}

function readSpeed(value: string): number | undefined {
	const speed = readNumber(value);
	return speed !== undefined && speed !== 0 && Math.abs(speed) <= FASTEST ? speed : undefined;
}

function readEntity(value: string): EntityRef | undefined {
	const colon = value.indexOf(':');
	return colon > 0 && colon < value.length - 1
		? { layer: value.slice(0, colon), id: value.slice(colon + 1) }
		: undefined;
}

function writeRecolour(recolour: Recolour): string {
	if (recolour.kind === 'column') return `column:${recolour.column}`;
	return `sql:${escape(recolour.value)}:${recolour.sql}`;
}

function readRecolour(value: string): Recolour | undefined {
	const colon = value.indexOf(':');
	const kind = value.slice(0, colon);
	const rest = value.slice(colon + 1);
	if (kind === 'column' && rest !== '') return { kind, column: rest };
	const end = rest.indexOf(':');
	const sql = rest.slice(end + 1);
	const name = end > 0 ? decode(rest.slice(0, end)) : undefined;
	return kind === 'sql' && name && sql !== '' && sql.length <= 2000 ? { kind, value: name, sql } : undefined;
}

/** Scenario, model, layer, and a column of one's own: `k3v9x2ab:traffic:flows:delay`. */
const writeScenario = ({ id, model, layer, column }: ScenarioView): string =>
	[id, model, layer, ...(column === undefined ? [] : [column])].map(escape).join(':');

function readScenario(
	value: string,
	{ against, hideBelow }: Partial<Pick<ScenarioView, 'against' | 'hideBelow'>>
): ScenarioView | undefined {
	const [id, model, layer, column, ...rest] = value.split(':').map(decode);
	if (rest.length > 0) return undefined;
	const named = { id, model, layer, ...(column !== undefined && { column }) };
	return scenarioView.safeParse({
		...named,
		...(against !== undefined && { against }),
		...(hideBelow !== undefined && { hideBelow })
	}).data;
}

function writeFilter(filter: Filter): string {
	const target = `${filter.dataset}.${escape(filter.column)}`;
	if (filter.kind === 'range') return `${target}:${filter.from}..${filter.to}`;
	if (filter.kind === 'area') return `${target}:area:${filter.ring.flat().join(',')}`;
	return `${target}:in:${filter.values.map(escape).join(',')}`;
}

function readFilter(value: string): Filter | undefined {
	const match = /^([a-z0-9][a-z0-9_-]*)\.([^:]+):(.*)$/s.exec(value);
	const [, dataset = '', encoded = '', rest = ''] = match ?? [];
	const column = decode(encoded);
	if (!match || column === undefined) return undefined;
	if (rest.startsWith('in:')) {
		const values = rest.slice(3).split(',').map(decode);
		if (values.some((item) => item === undefined)) return undefined;
		return { kind: 'in', dataset, column, values: values as string[] }; // none is undefined here
	}
	if (rest.startsWith('area:') && column === 'map') return readArea(dataset, rest.slice(5));
	const [from, to] = rest.split('..').map(readNumber);
	return from !== undefined && to !== undefined && from <= to
		? { kind: 'range', dataset, column, from, to }
		: undefined;
}

function readArea(dataset: string, corners: string): Filter | undefined {
	const numbers = corners.split(',').map(readNumber);
	const ring = Array.from({ length: Math.ceil(numbers.length / 2) }, (_, corner) =>
		numbers.slice(corner * 2, corner * 2 + 2)
	);
	return filterSchema.safeParse({ kind: 'area', dataset, column: 'map', ring }).data;
}

function readStyle(value: string): readonly [layer: string, style: LayerStyle] | undefined {
	const target = readEntity(value);
	const style = target && layerStyle.safeParse(readJson(target.id)).data;
	return target && style && [target.layer, style];
}

/** Undefined when it is none: the caller reports the whole parameter. */
function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Percent-encodes only the separators of a parameter's own parts. */
const escape = (text: string) => text.replace(/[%:,]/g, (sign) => encodeURIComponent(sign));

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined; // a stray % sign: the caller reports the whole parameter
	}
}
