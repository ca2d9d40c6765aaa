import { isObject } from '#lib/adapters/support/records.ts';
import { checkUnit } from '#lib/adapters/support/ucum.ts';
import { AppError } from '#lib/model/errors.ts';
import { layerDeclaration, type LayerDeclaration } from '#lib/model/live-layer.ts';

/**
 * What a layer's declaration says; its `id` may be left out, and what else it leaves out stays as it is `known`.
 * Throws INPUT_INVALID that names the place.
 */
export function readDeclaration(
	layer: string,
	bytes: Uint8Array,
	known?: LayerDeclaration
): LayerDeclaration {
	const said = parse(bytes);
	const parsed = layerDeclaration.safeParse(
		isObject(said) ? { ...known, id: layer, ...said, ...metricsOf(said, known) } : said
	);
	if (!parsed.success) {
		const [first] = parsed.error.issues;
		throw invalid(`${first?.path.join('.') || 'the declaration'}: ${first?.message ?? 'is wrong'}`);
	}
	if (parsed.data.id !== layer)
		throw invalid(`it declares "${parsed.data.id}", but came for the layer ${layer}`);
	return parsed.data;
}

/** A metric keeps the name for people and the range that it is known by, when only its name and unit are said again. */
function metricsOf(
	said: Readonly<Record<string, unknown>>,
	known: LayerDeclaration | undefined
): { readonly metrics?: readonly unknown[] } {
	const { metrics } = said;
	if (!Array.isArray(metrics) || !known) return {};
	const byName = new Map(known.metrics.map((metric) => [metric.name as unknown, metric]));
	return {
		metrics: metrics.map((metric: unknown) =>
			isObject(metric) ? { ...byName.get(metric['name']), ...metric } : metric
		)
	};
}

/** Throws INPUT_INVALID for a unit that is not UCUM, or another than the values that are there already have. */
export function checkUnits({ id, metrics }: LayerDeclaration, known: LayerDeclaration | undefined): void {
	const units = new Map(known?.metrics.map(({ name, unit }) => [name, unit]));
	for (const { name, unit } of metrics) {
		const check = checkUnit(unit);
		if (!check.ok) throw invalid(`layer ${id}, metric ${name}: ${check.reason}`);
		const before = units.get(name) ?? '1';
		// A pure number may turn out to have had a unit all along; degrees never were kelvins.
		if (before !== '1' && before !== unit)
			throw invalid(
				`layer ${id}, metric ${name}: its values are in ${before}; they cannot become ${unit}: choose another name`
			);
	}
}

function parse(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw invalid('a declaration is JSON in UTF-8, and this is not');
	}
}

const invalid = (message: string) => new AppError('INPUT_INVALID', { message });
