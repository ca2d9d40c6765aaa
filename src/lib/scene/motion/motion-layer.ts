import { Layer, type UpdateParameters } from '@deck.gl/core';
import { Buffer, type Device, type RenderPass } from '@luma.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { Matrix4 } from 'three';
import type { Seconds } from '#lib/model/units.ts';
import { DOT_FRAGMENT, DOT_VERTEX, TRAIL_FRAGMENT, TRAIL_VERTEX, motionUniforms } from './motion-shaders.ts';
import { MAX_EXTRAPOLATION, type MotionStore } from './motion-store.ts';
import { TRAIL_ROW } from './trail-store.ts';

/** What a frame of moving entities is drawn with. */
export interface MotionFrame {
	readonly clipFromMetre: Matrix4;
	readonly camera: readonly [number, number, number];
	/** Size of the whole picture in device pixels. */
	readonly pixels: readonly [number, number];
	readonly ratio: number;
	/** Seconds after the store's base. */
	readonly time: (store: MotionStore) => Seconds;
}

export interface MotionLayerProps {
	readonly id: string;
	readonly store: MotionStore;
	readonly frame: () => MotionFrame | undefined;
	readonly selected: () => number | undefined;
	/** sRGB 0–1 of trails. */
	readonly trailColour: () => readonly [number, number, number];
	readonly trailWidthPx: number;
}

/** Share of an entity's and a trail's light that passes through what stands before it. */
const BEHIND = { dot: 0.35, trail: 0.2 } as const;

const BLEND = {
	blend: true,
	blendColorOperation: 'add',
	blendColorSrcFactor: 'one',
	blendColorDstFactor: 'one-minus-src-alpha',
	blendAlphaOperation: 'add',
	blendAlphaSrcFactor: 'one',
	blendAlphaDstFactor: 'one-minus-src-alpha',
	depthWriteEnabled: false
} as const;

interface Gpu {
	readonly buffers: { a: Buffer; b: Buffer; colour: Buffer; style: Buffer; trail: Buffer | undefined };
	readonly dots: Model;
	readonly dotsBehind: Model;
	readonly trails: Model | undefined;
	readonly trailsBehind: Model | undefined;
	destroy(): void;
}

/**
 * Draws a MotionStore: two samples a piece lie on the GPU and the time is a uniform, so a frame costs
 * the same for one entity and for fifty thousand.
 */
export class MotionLayer extends Layer<MotionLayerProps> {
	static override layerName = 'MotionLayer';

	declare state: { gpu?: Gpu | undefined; unlisten?: () => void };

	override initializeState(): void {
		const { store } = this.props;
		this.state.unlisten = store.listen({
			resized: () => {
				this.state.gpu?.destroy();
				this.state.gpu = undefined;
				this.setNeedsRedraw();
			},
			sampled: (slot, first, count) => {
				this.state.gpu?.buffers[slot].write(store[slot].subarray(4 * first, 4 * (first + count)), 16 * first);
				this.setNeedsRedraw();
			},
			looked: (first, count) => {
				const buffers = this.state.gpu?.buffers;
				buffers?.colour.write(store.colour.subarray(4 * first, 4 * (first + count)), 4 * first);
				buffers?.style.write(store.style.subarray(2 * first, 2 * (first + count)), 8 * first);
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
		const gpu = (this.state.gpu ??= createGpu(this.context.device, this.id, store));
		const changed = store.trail?.takeChanged();
		if (changed && gpu.buffers.trail) {
			const row = 4 * TRAIL_ROW;
			const part = store.trail!.points.subarray(row * changed.first, row * (changed.first + changed.count));
			gpu.buffers.trail.write(part, 4 * row * changed.first);
		}
		const pass = this.context.renderPass;
		const uniforms = {
			clipFromMetre: frame.clipFromMetre.elements,
			camera: [...frame.camera, 0],
			pixels: [...frame.pixels],
			time: frame.time(store),
			maxExtrapolation: MAX_EXTRAPOLATION,
			trailSeconds: store.trail?.seconds ?? 0,
			width: trailWidthPx,
			ratio: frame.ratio,
			selected: selected() ?? -1
		};
		const run = (model: Model | undefined, alpha: number) => {
			if (!model) return;
			model.shaderInputs.setProps({ motion: { ...uniforms, tint: [...trailColour(), alpha] } });
			model.draw(pass as RenderPass);
		};
		run(gpu.trailsBehind, BEHIND.trail);
		run(gpu.trails, 1);
		run(gpu.dotsBehind, BEHIND.dot);
		run(gpu.dots, 1);
	}
}

function createGpu(device: Device, id: string, store: MotionStore): Gpu {
	const buffer = (data: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>) =>
		device.createBuffer({ data, usage: Buffer.VERTEX | Buffer.COPY_DST });
	const trailPoints = store.trail && store.trail.capacity > 0 ? store.trail.points : undefined;
	const buffers = {
		a: buffer(store.a),
		b: buffer(store.b),
		colour: buffer(store.colour),
		style: buffer(store.style),
		trail: trailPoints ? buffer(trailPoints) : undefined
	};
	store.trail?.takeChanged();
	const quad = () =>
		new Geometry({
			topology: 'triangle-strip',
			attributes: { corner: { size: 2, value: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) } }
		});
	const dots = (name: string, depthCompare: 'less-equal' | 'greater') =>
		new Model(device, {
			id: `${id}-${name}`,
			vs: DOT_VERTEX,
			fs: DOT_FRAGMENT,
			modules: [motionUniforms],
			geometry: quad(),
			isInstanced: true,
			instanceCount: store.capacity,
			bufferLayout: [
				{ name: 'instA', format: 'float32x4', stepMode: 'instance' },
				{ name: 'instB', format: 'float32x4', stepMode: 'instance' },
				{ name: 'instColour', format: 'unorm8x4', stepMode: 'instance' },
				{ name: 'instStyle', format: 'float32x2', stepMode: 'instance' }
			],
			attributes: {
				instA: buffers.a,
				instB: buffers.b,
				instColour: buffers.colour,
				instStyle: buffers.style
			},
			parameters: { ...BLEND, depthCompare }
		});
	const trails = (name: string, depthCompare: 'less-equal' | 'greater') =>
		new Model(device, {
			id: `${id}-${name}`,
			vs: TRAIL_VERTEX,
			fs: TRAIL_FRAGMENT,
			modules: [motionUniforms],
			geometry: quad(),
			isInstanced: true,
			instanceCount: TRAIL_ROW * store.capacity - 1,
			bufferLayout: [
				{
					name: 'points',
					byteStride: 16,
					stepMode: 'instance',
					attributes: [
						{ attribute: 'instFrom', format: 'float32x4', byteOffset: 0 },
						{ attribute: 'instTo', format: 'float32x4', byteOffset: 16 }
					]
				}
			],
			attributes: { points: buffers.trail! },
			parameters: { ...BLEND, depthCompare }
		});
	const gpu: Gpu = {
		buffers,
		dots: dots('dots', 'less-equal'),
		dotsBehind: dots('dots-behind', 'greater'),
		trails: buffers.trail ? trails('trails', 'less-equal') : undefined,
		trailsBehind: buffers.trail ? trails('trails-behind', 'greater') : undefined,
		destroy() {
			for (const model of [gpu.dots, gpu.dotsBehind, gpu.trails, gpu.trailsBehind]) model?.destroy();
			for (const each of Object.values(buffers)) each?.destroy();
		}
	};
	return gpu;
}
