import { AppError } from '#lib/model/errors.ts';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultLayer } from '#lib/model/scenario/result.ts';

/** Throws INTERNAL naming what of a result could not be drawn, tabled or compared. */
export function checkResult(model: Pick<ScenarioModel, 'id' | 'version'>, result: ModelResult): void {
	const broken = (what: string) =>
		new AppError('INTERNAL', { model: model.id, message: `The model ${model.id} answered ${what}.` });
	if (result.model !== model.id || result.version !== model.version)
		throw broken(`as ${result.model}, version ${result.version}`);
	const twice = firstTwice(result.indicators.map(({ id }) => id));
	if (twice !== undefined) throw broken(`two indicators named ${twice}`);
	const twiceLayer = firstTwice(result.layers.map(({ id }) => id));
	if (twiceLayer !== undefined) throw broken(`two layers named ${twiceLayer}`);
	for (const layer of result.layers) {
		const fault = faultOf(layer);
		if (fault !== undefined) throw broken(`a layer ${layer.id} with ${fault}`);
	}
}

function faultOf({
	keys,
	names,
	namesEn,
	columns,
	geometry,
	colour,
	size,
	difference
}: ResultLayer): string | undefined {
	const twice = firstTwice(keys);
	if (twice !== undefined) return `two rows of the key ${twice}`;
	const lengths: [string, number][] = columns.map(({ name, values }) => [`column ${name}`, values.length]);
	if (names) lengths.push(['names', names.length]);
	if (namesEn) lengths.push(['English names', namesEn.length]);
	if (geometry.of === 'places')
		lengths.push(['places', geometry.lng.length], ['places', geometry.lat.length]);
	if (geometry.of === 'areas') lengths.push(['rings', geometry.rings.length]);
	const uneven = lengths.find(([, length]) => length !== keys.length);
	if (uneven) return `${uneven[1]} values in its ${uneven[0]}, but ${keys.length} keys`;
	const misnamed = columns.find(
		({ classes }) => classes?.names && classes.names.length !== classes.bounds.length + 1
	);
	if (misnamed) return `other than one name a class in its column ${misnamed.name}`;
	const missing = [colour, size, difference].find(
		(name) => name !== undefined && !columns.some((c) => c.name === name)
	);
	return missing === undefined ? undefined : `no column ${missing}, by which it is drawn`;
}

function firstTwice(names: readonly string[]): string | undefined {
	const seen = new Set<string>();
	return names.find((name) => seen.size === seen.add(name).size);
}
