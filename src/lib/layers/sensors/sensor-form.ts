import type { Layer } from '@deck.gl/core';
import type { LayerValues } from '#lib/model/live-values.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import type { LayerHost, Swatch } from '../layer.ts';
import type { SensorStyle } from './entity-looks.ts';

/** What is to be drawn of a layer of things that stand and measure. */
export interface SensorsToBuild {
	readonly id: string;
	readonly values: LayerValues;
	readonly style: SensorStyle;
	readonly selected: number | undefined;
	/** Columns of the form's own metrics, NaN where not said; absent when the layer has no such metric. */
	readonly also: Readonly<Record<string, Float32Array | undefined>>;
	/** Of the chosen metric, when it is a share. */
	readonly scale: readonly [low: number, high: number] | undefined;
	/** Words of the status column by value. */
	readonly statuses: readonly string[];
	/** Size of a CSS pixel in the middle of the picture, in steps of √2. */
	readonly metresPerPixel: Metres;
}

export type DrawSensors = (context: SceneContext, sensors: SensorsToBuild) => Layer[];

/** A way to draw things that stand and measure; themes choose one for a layer by its name. */
export interface SensorForm {
	readonly name: string;
	readonly swatch: Swatch['shape'];
	/** Metrics that it draws by, whichever colours it. */
	readonly also: readonly string[];
	/** Metrics whose low values are the loud ones. */
	readonly lowIsLoud?: readonly string[];
	/** Scales of metrics that mean the same in every city, whatever their values are now. */
	readonly spans?: Readonly<Record<string, readonly [low: number, high: number]>>;
	/** Words of status in order, the quiet ones first: they are classes of the ramp, not categories. */
	readonly scale?: readonly string[];
	/** Loads its code and what else it draws with. */
	open(host: LayerHost, signal: AbortSignal): Promise<DrawSensors>;
}
