import { LinearFilter, NoColorSpace, Texture, type Vector4 } from 'three';
import type { CityManifest } from '#lib/model/city.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';

type Raster = NonNullable<CityManifest['scene']['visibility']>;

/** What is read comes first over a slow line, but not for ever. */
const PATIENCE: Milliseconds = 5000;

/** The baked visibility of the sky. It only shades what stands already, so it is asked for once that stands. */
export class SkyVisibility {
	/** Nothing of it is missing: it is there, or the pack has none, or it is broken and everything sees all of the sky. */
	settled: boolean;
	readonly #load: () => Promise<void>;
	readonly #changed: () => void;
	readonly #abort = new AbortController();
	#asked = false;
	#standing: number | undefined;

	constructor(
		packUrl: string,
		raster: Raster | undefined,
		frame: LocalFrame,
		uniforms: ShadingUniforms,
		changed: () => void
	) {
		this.settled = raster === undefined;
		this.#load = async () => {
			if (raster) await loadRaster(packUrl, raster, frame, uniforms, this.#abort.signal);
		};
		this.#changed = changed;
	}

	/** All bodies stand; `dataComing`: what the map is to show is on its way. */
	ask(dataComing: boolean): void {
		if (this.#asked || this.settled) return;
		this.#standing ??= performance.now();
		if (dataComing && performance.now() - this.#standing < PATIENCE) return;
		this.#asked = true;
		void this.#load()
			.catch(() => undefined)
			.finally(() => {
				this.settled = true;
				this.#changed();
			});
	}

	dispose(): void {
		this.#abort.abort();
	}
}

async function loadRaster(
	packUrl: string,
	visibility: Raster,
	frame: LocalFrame,
	uniforms: ShadingUniforms,
	signal: AbortSignal
): Promise<void> {
	const reply = await fetch(packUrl + visibility.image, { signal, priority: 'low' });
	if (!reply.ok) return;
	const image = await createImageBitmap(await reply.blob(), {
		colorSpaceConversion: 'none',
		premultiplyAlpha: 'none'
	});
	if (signal.aborted) return image.close();
	const texture = new Texture(image);
	texture.colorSpace = NoColorSpace;
	texture.flipY = false;
	texture.generateMipmaps = false;
	texture.minFilter = texture.magFilter = LinearFilter;
	texture.needsUpdate = true;
	uniforms.uVisibility.value = texture;
	georeference(uniforms.uVisibilityRect.value, visibility.bbox, visibility.metresPerPixel, image, frame);
}

/** Rows run from north to south; the raster is a rectangle of local metres from its north-west corner. */
function georeference(
	rect: Vector4,
	[west, south, east, north]: readonly [number, number, number, number],
	metresPerPixel: number,
	size: { width: number; height: number },
	frame: LocalFrame
): void {
	const [e, n] = frame.toLocal((west + east) / 2, (south + north) / 2);
	const width = size.width * metresPerPixel;
	const height = size.height * metresPerPixel;
	rect.set(e - width / 2, n + height / 2, 1 / width, -1 / height);
}
