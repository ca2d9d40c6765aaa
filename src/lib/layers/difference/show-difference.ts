import type { Layer } from '@deck.gl/core';
import type { CityScene, SceneContext } from '#lib/scene/contract.ts';
import type { DifferenceMarks } from './difference-marks.ts';

/** Id of its overlay: what a pick on it says. */
export const DIFFERENCE_LAYER = 'difference';

export interface DifferenceOptions {
	readonly scene: CityScene;
	/** URL of the pack's folder, with its trailing slash. */
	readonly packUrl: string;
	/** Along the roads that detectors speak for, a dot each, or squares of the marks' size. */
	readonly form: 'road' | 'dots' | 'cells';
	readonly failed: (error: unknown) => void;
}

/** Differences on the map. */
export interface ShownDifference {
	/** Undefined: nothing for now. */
	draw(marks: DifferenceMarks | undefined): void;
	hide(): void;
}

export function showDifference({ scene, packUrl, form, failed }: DifferenceOptions): ShownDifference {
	const stop = new AbortController();
	let wanted: DifferenceMarks | undefined;
	let paint: (() => void) | undefined;
	async function open() {
		const build = await BUILDERS[form](packUrl, stop.signal);
		if (stop.signal.aborted) return;
		paint = () => {
			const marks = wanted;
			scene.setOverlay(DIFFERENCE_LAYER, marks && ((context) => build(context, marks)));
		};
		paint();
	}
	open().catch((thrown: unknown) => {
		if (!stop.signal.aborted) failed(thrown);
	});
	return {
		draw(marks) {
			wanted = marks;
			paint?.();
		},
		hide() {
			stop.abort();
			scene.setOverlay(DIFFERENCE_LAYER, undefined);
		}
	};
}

type Builder = (context: SceneContext, marks: DifferenceMarks) => readonly Layer[];

const BUILDERS: Readonly<
	Record<DifferenceOptions['form'], (packUrl: string, signal: AbortSignal) => Promise<Builder>>
> = {
	dots: async () => (await import('./build-dots.ts')).buildDifferenceDots,
	cells: async () => (await import('./build-cells.ts')).buildDifferenceCells,
	async road(packUrl, signal) {
		const [{ loadRoads }, { differenceRoads }] = await Promise.all([
			import('../roads/load-roads.ts'),
			import('./build-roads.ts')
		]);
		return differenceRoads(await loadRoads(packUrl, signal));
	}
};
