import { Layer, type UpdateParameters } from '@deck.gl/core';
import { MotionGpu } from './motion-gpu.ts';
import type { MotionStore } from './motion-store.ts';
import type { MotionFrame } from './motion-frame.ts';

export interface MotionLayerProps {
	readonly id: string;
	readonly store: MotionStore;
	readonly frame: () => MotionFrame | undefined;
	readonly selected: () => number | undefined;
	/** sRGB 0–1 of trails. */
	readonly trailColour: () => readonly [number, number, number];
	readonly trailWidthPx: number;
}

/**
 * Draws a MotionStore: two samples a piece lie on the GPU and the time is a uniform, so a frame costs
 * the same for one entity and for fifty thousand.
 */
export class MotionLayer extends Layer<MotionLayerProps> {
	static override layerName = 'MotionLayer';

	declare state: { gpu?: MotionGpu | undefined; unlisten?: () => void };

	override initializeState(): void {
		this.state.unlisten = this.props.store.listen({
			resized: () => {
				this.state.gpu?.destroy();
				this.state.gpu = undefined;
				this.setNeedsRedraw();
			},
			sampled: (slot, first, count) => {
				this.state.gpu?.sampled(slot, first, count);
				this.setNeedsRedraw();
			},
			looked: (first, count) => {
				this.state.gpu?.looked(first, count);
				this.setNeedsRedraw();
			}
		});
	}

	override shouldUpdateState(_parameters: UpdateParameters<this>): boolean {
		return false;
	}

	override finalizeState(): void {
		this.state.unlisten?.();
		this.state.gpu?.destroy();
		this.state.gpu = undefined;
	}

	override draw(): void {
		const { store, selected, trailColour, trailWidthPx } = this.props;
		const frame = this.props.frame();
		if (!frame || store.capacity === 0 || !store.active) return;
		// deck's device is a WebGL device: the stage asks for one
		const { gl } = this.context.device as unknown as { gl: WebGL2RenderingContext };
		const gpu = (this.state.gpu ??= new MotionGpu(gl, store));
		gpu.draw(frame, { selected: selected() ?? -1, trailColour: trailColour(), trailWidthPx });
	}
}
