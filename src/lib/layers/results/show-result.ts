import type { Layer } from '@deck.gl/core';
import { SCENARIO_LAYER } from '#lib/model/view-spec.ts';
import type { CityScene, SceneContext } from '#lib/scene/contract.ts';
import { metresOfPixel } from '../pixel-size.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';

/** A result but for what the camera decides. */
export type ResultToDraw = Omit<ResultDrawing, 'metresPerPixel'>;

/** A result on the map. */
export interface ShownResult {
	/** Resolves when it is there; undefined: nothing for now. */
	draw(result: ResultToDraw | undefined): Promise<void>;
	hide(): void;
}

/** Draws results over the city, each kind of geometry in its own way. */
export function showResult(scene: CityScene): ShownResult {
	let wanted: ResultToDraw | undefined;
	let metresPerPixel = metresOfPixel(scene.camera);
	let isOver = false;
	const stopCamera = scene.on('camera', () => {
		const size = metresOfPixel(scene.camera);
		if (size === metresPerPixel) return;
		metresPerPixel = size;
		// Only heights follow the camera.
		if (wanted?.raised) void draw(wanted);
	});
	async function draw(result: ResultToDraw | undefined): Promise<void> {
		wanted = result;
		if (!result) return scene.setOverlay(SCENARIO_LAYER, undefined);
		const build = await builderOf(result.shape);
		if (isOver || wanted !== result) return;
		const drawing = { ...result, metresPerPixel };
		scene.setOverlay(SCENARIO_LAYER, (context) => build(context, drawing));
	}
	return {
		draw,
		hide() {
			isOver = true;
			stopCamera();
			scene.setOverlay(SCENARIO_LAYER, undefined);
		}
	};
}

type Builder = (context: SceneContext, drawing: ResultDrawing) => readonly Layer[];

async function builderOf(shape: ResultShape): Promise<Builder> {
	switch (shape.of) {
		case 'lines': {
			const { buildLines } = await import('./build-lines.ts');
			return (context, drawing) => buildLines(context, drawing, shape);
		}
		case 'arcs': {
			const { buildArcs } = await import('./build-arcs.ts');
			return (context, drawing) => buildArcs(context, drawing, shape);
		}
		case 'rings': {
			const { buildRings } = await import('./build-rings.ts');
			return (context, drawing) => buildRings(context, drawing, shape);
		}
		case 'blocks': {
			const { buildBlocks } = await import('./build-blocks.ts');
			return (context, drawing) => buildBlocks(context, drawing, shape);
		}
		case 'cells': {
			const { buildCells } = await import('./build-cells.ts');
			return (context, drawing) => buildCells(context, drawing, shape);
		}
		case 'marks': {
			const { buildMarks } = await import('./build-marks.ts');
			return (context, drawing) => buildMarks(context, drawing, shape);
		}
	}
}
