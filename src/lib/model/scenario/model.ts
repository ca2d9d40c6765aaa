import type { Words } from '../alarm-rule.ts';
import type { Degrees } from '../units.ts';
import type { CityParts, PartName } from './city-parts.ts';
import type { ScenarioEdit } from './edit.ts';
import type { ModelResult } from './result.ts';
import type { BaselineReadings, ParameterValue } from './scenario.ts';

/** An input that everybody sees beside the result, and an analyst may change. */
export type ModelParameter = {
	readonly name: string;
	readonly title: Words;
	/** Where its own value comes from. */
	readonly source: Words;
} & (
	| {
			readonly kind: 'number';
			readonly default: number;
			readonly least: number;
			readonly most: number;
			/** UCUM. */
			readonly unit: string;
	  }
	| {
			readonly kind: 'choice';
			readonly default: string;
			readonly choices: readonly { readonly value: string; readonly title: Words }[];
	  }
	| { readonly kind: 'switch'; readonly default: boolean }
);

/** A figure that a test computed against somebody else's answer. */
export interface ValidationFigure {
	readonly what: Words;
	readonly expected: number;
	readonly reached: number;
	/** Absolute difference that was allowed. */
	readonly within: number;
	readonly source: string;
}

/** What a model is, for those who have to trust it. */
export interface ModelCard {
	readonly purpose: Words;
	/** As text; with where they come from. */
	readonly equations: readonly { readonly text: string; readonly source: string }[];
	readonly inputs: readonly Words[];
	readonly assumptions: readonly Words[];
	readonly limits: readonly Words[];
	/** Written down here, and computed anew and compared by the model's tests. */
	readonly validation: readonly ValidationFigure[];
}

export interface ModelInput<N extends PartName = PartName> {
	/** The city after all edits. */
	readonly city: Pick<CityParts, N>;
	/** All edits of the scenario, those of its parents first: for what no part holds (rain, release, demand). */
	readonly edits: readonly ScenarioEdit[];
	/** Complete: the model's own where nobody chose. */
	readonly parameters: Readonly<Record<string, ParameterValue>>;
	readonly readings: BaselineReadings;
	/** Where the scene's metres begin. */
	readonly anchor: readonly [lng: Degrees, lat: Degrees];
	/** Results of the models of `after` over the same scenario. */
	readonly earlier: Readonly<Record<string, ModelResult>>;
	/** 0 … 1, and the residual where there is one. */
	readonly progress: (done: number, residual?: number) => void;
	readonly signal: AbortSignal;
}

/** A model of the scenario lab: one folder of `src/lib/scenarios`, one line of its registry. */
export interface ScenarioModel<N extends PartName = PartName> {
	readonly id: string;
	/** Raised with every change of what it answers. */
	readonly version: number;
	readonly title: Words;
	/** Name of a Lucide icon. */
	readonly icon: string;
	readonly needs: readonly N[];
	/** Models whose results it takes, when they were run over the same scenario; they are run before it. */
	readonly after: readonly string[];
	/** Edits that it reads itself. Those that change a part it needs concern it anyway; others leave its inputs as they were. */
	readonly edits: readonly ScenarioEdit['kind'][];
	readonly parameters: readonly ModelParameter[];
	readonly card: ModelCard;
	/** Yields now and then, so that it can be cancelled. Throws INPUT_INVALID naming what cannot be computed with. */
	run(input: ModelInput<N>): Promise<ModelResult>;
}
