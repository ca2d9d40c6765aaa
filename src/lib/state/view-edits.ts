import {
	MOST_PINNED,
	SCENARIO_LAYER,
	type CompareView,
	type EntityRef,
	type Filter,
	type LayerStyle,
	type Recolour,
	type ScenarioView,
	type ViewSpec
} from '#lib/model/view-spec.ts';

/** All of a view but its time, which is the clock's. */
export type Spec = Omit<ViewSpec, 'time'>;

/** The layer whose classes a recolouring makes. */
const BUILDINGS = 'buildings';

/** A live layer by one of its metrics; undefined: by its own mark. */
export function colouredBy(spec: Spec, layer: string, metric: string | undefined): Spec {
	const { [layer]: _, ...others } = spec.metrics;
	return {
		...spec,
		metrics: metric === undefined ? others : { ...others, [layer]: metric },
		styles: withoutClasses(spec.styles, layer)
	};
}

export function recoloured({ recolour: _, ...spec }: Spec, recolour: Recolour | undefined): Spec {
	const rest = { ...spec, styles: withoutClasses(spec.styles, BUILDINGS) };
	return recolour ? { ...rest, recolour } : rest;
}

/** With a scenario's result; undefined: the city as it is. What is drawn of another one keeps nothing of its key. */
export function ofScenario({ scenario: _, ...spec }: Spec, scenario: ScenarioView | undefined): Spec {
	const rest = { ...spec, styles: withoutClasses(spec.styles, SCENARIO_LAYER) };
	return scenario ? { ...rest, scenario } : rest;
}

export const compared = ({ compare: _, ...rest }: Spec, compare: CompareView | undefined): Spec =>
	compare ? { ...rest, compare } : rest;

/** With a filter in place of the one on the same column, or without it. */
export function filtered(spec: Spec, dataset: string, column: string, filter: Filter | undefined): Spec {
	const others = spec.filters.filter((other) => other.dataset !== dataset || other.column !== column);
	return { ...spec, filters: filter ? [...others, filter] : others };
}

/** With a layer drawn so; undefined: as it is by itself. */
export function styled(spec: Spec, layer: string, style: LayerStyle | undefined): Spec {
	const { [layer]: _, ...others } = spec.styles;
	return { ...spec, styles: style === undefined ? others : { ...others, [layer]: style } };
}

/** With these classes of a layer's key only, by their names there; undefined: all. */
export function classed(spec: Spec, layer: string, only: readonly string[] | undefined): Spec {
	const others = withoutClasses(spec.styles, layer);
	return {
		...spec,
		styles: only?.length ? { ...others, [layer]: { ...others[layer], only: [...only] } } : others
	};
}

/** With an object kept in sight; the oldest gives way when there are too many. */
export const pinned = (spec: Spec, entity: EntityRef): Spec => ({
	...spec,
	pinned: [...unpinned(spec, entity).pinned, entity].slice(-MOST_PINNED)
});
export const unpinned = (spec: Spec, entity: EntityRef): Spec => ({
	...spec,
	pinned: spec.pinned.filter(({ layer, id }) => layer !== entity.layer || id !== entity.id)
});

/** Styles in which a layer draws all classes of its key: what cut them is another. */
function withoutClasses(styles: Spec['styles'], layer: string): Spec['styles'] {
	const { [layer]: style, ...others } = styles;
	if (!style?.only) return styles;
	const { only: _, ...rest } = style;
	return Object.keys(rest).length > 0 ? { ...others, [layer]: rest } : others;
}
