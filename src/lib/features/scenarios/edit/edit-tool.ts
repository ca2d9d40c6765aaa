import type { LngLat } from '#lib/model/geometry.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { Metres } from '#lib/model/units.ts';
import type { EditField } from './edit-field.ts';
import type { EditNames } from './edit-names.ts';

export type EditKind = ScenarioEdit['kind'];

/** An edit without its kind, while it is written: what is still missing is absent. */
export type EditValues = Readonly<Record<string, unknown>>;

/** Tools stand in these groups, in this order. */
export const TOOL_GROUPS = ['roads', 'transit', 'buildings', 'places', 'energy', 'weather'] as const;
export type ToolGroup = (typeof TOOL_GROUPS)[number];

/** What is drawn or pointed at on the map, and which value of the edit it becomes. */
export type EditAim =
	| {
			readonly by: 'drawing';
			readonly shape: 'point' | 'line' | 'area';
			readonly into: string;
			/** Without it the edit is about the whole city. */
			readonly optional?: true;
	  }
	/** Clicks take things and give them back. */
	| { readonly by: 'picking'; readonly of: 'roads' | 'buildings' | 'facilities'; readonly into: string }
	/**
	 * One of a list, or of the map; its timetable and id become `dataset` and `into`. `place`: a click is also where
	 * something of it will be, and becomes this value.
	 */
	| {
			readonly by: 'choosing';
			readonly of: 'routes' | 'stops';
			readonly into: 'route' | 'stop';
			readonly place?: string;
	  };

/** An edit in a line: what is done to what, and with which figures. */
export interface EditWords {
	readonly what: string;
	/** Empty when there is no more to say. */
	readonly how: string;
}

/** Who reads, and what things are called. */
export interface Telling {
	readonly locale: string;
	readonly names: EditNames;
}

/** What an edit is on the map. Links are drawn from the city's roads. */
export type EditShape =
	| {
			readonly of: 'links';
			readonly rows: readonly number[];
			readonly look: 'closed' | 'changed';
			/** As each link is drawn. */
			readonly direction?: 'forward' | 'backward';
	  }
	| { readonly of: 'line'; readonly places: readonly LngLat[]; readonly look: 'road' | 'transit' }
	| { readonly of: 'ring'; readonly ring: readonly LngLat[]; readonly height?: Metres }
	| { readonly of: 'place'; readonly at: LngLat; readonly look: PlaceLook; readonly radius?: Metres }
	| { readonly of: 'buildings'; readonly ids: readonly number[] }
	| { readonly of: 'facilities'; readonly rows: readonly number[] }
	| { readonly of: 'stop'; readonly dataset: string; readonly id: string }
	/** A line that no longer runs, or that runs by a place more. */
	| { readonly of: 'route'; readonly dataset: string; readonly id: string; readonly by?: LngLat };
export type PlaceLook = 'added' | 'removed' | 'people' | 'release' | 'stop';

/** One way to change the city: a file of `tools`, a line of `edit-tools.ts` and its icon in `tool-icons.ts`. */
export interface EditTool<K extends EditKind = EditKind> {
	readonly kind: K;
	readonly group: ToolGroup;
	readonly title: () => string;
	/** What one does with it, in a sentence. */
	readonly how: () => string;
	readonly aim?: EditAim;
	readonly fields: readonly EditField[];
	/** What a new edit begins with. */
	readonly begin: EditValues;
	/** Why the values do not make an edit yet, where the schema alone would let them pass. */
	readonly lacks?: (values: EditValues) => string | undefined;
	readonly words: (edit: ScenarioEditOf<K>, telling: Telling) => EditWords;
	readonly shapes: (edit: ScenarioEditOf<K>) => readonly EditShape[];
}

/** A tool among others: what it makes of an edit is asked through `toolOf`, by the edit's own kind. */
export type AnyTool = { [K in EditKind]: EditTool<K> }[EditKind];
