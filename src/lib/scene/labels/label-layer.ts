import { IconLayer } from '@deck.gl/layers';
import type { Layer } from '@deck.gl/core';
import type { LabelSheet } from './label-sheet.ts';

/** One name where it stands now. */
export interface PlacedLabel {
	/** Its index on the sheet. */
	readonly index: number;
	readonly position: readonly [number, number, number];
	/** CSS pixel of its middle. */
	readonly x: number;
	readonly y: number;
	/** As a share of the target's distance. */
	readonly depth: number;
}

/** All names in one layer: pictures from a sheet, turned towards the camera, never behind a body. */
export function labelLayer(labels: readonly PlacedLabel[], sheet: LabelSheet): Layer {
	return new IconLayer<PlacedLabel>({
		id: 'labels',
		data: labels as PlacedLabel[],
		pickable: false,
		// deck's type has no ImageData, its texture maker takes it
		iconAtlas: sheet.image as unknown as string,
		iconMapping: Object.fromEntries(
			sheet.places.map((place, index) => [String(index), { ...place, mask: false }])
		),
		getIcon: ({ index }) => String(index),
		getPosition: ({ position }) => position as [number, number, number],
		// deck shrinks pictures with distance: undone here, so that a name is as large wherever it stands
		getSize: ({ index, depth }) => (sheet.places[index]!.height / sheet.ratio) * depth,
		getPixelOffset: (label) => wholePixels(label, sheet),
		alphaCutoff: 0.004,
		billboard: true,
		textureParameters: { minFilter: 'linear', magFilter: 'linear', mipmapFilter: 'none' },
		parameters: { depthCompare: 'always', depthWriteEnabled: false }
	});
}

/** Moves a picture by less than a pixel onto the screen's own pixels: letters stay as sharp as they were drawn. */
function wholePixels({ x, y, depth }: PlacedLabel, { ratio }: LabelSheet): [number, number] {
	const part = (at: number) => (Math.round(at * ratio) / ratio - at) * depth;
	return [part(x), part(y)];
}
