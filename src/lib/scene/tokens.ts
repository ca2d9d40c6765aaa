import type { Look } from '#lib/model/view-spec.ts';

export type Rgba = [red: number, green: number, blue: number, alpha: number];

/**
 * Reads tokens.css through the browser, so that the canvas has no second palette. The values are
 * remembered for one look; `refresh` forgets them.
 */
export class Tokens {
	readonly #element: HTMLElement;
	readonly #probe: CanvasRenderingContext2D;
	readonly #known = new Map<string, Rgba>();

	constructor(container: HTMLElement, look: Look) {
		this.#element = document.createElement('div');
		this.#element.style.display = 'none';
		this.#element.dataset['look'] = look;
		container.append(this.#element);
		const canvas = document.createElement('canvas');
		canvas.width = canvas.height = 1;
		this.#probe = canvas.getContext('2d', { willReadFrequently: true })!; // a 2D context is never refused
	}

	/** The token's colour as bytes; opaque unless `alpha` (0–255) says otherwise. */
	colour(token: string, alpha?: number): Rgba {
		let known = this.#known.get(token);
		if (!known) {
			known = this.#parse(getComputedStyle(this.#element).getPropertyValue(token).trim());
			this.#known.set(token, known);
		}
		return alpha === undefined ? [...known] : [known[0], known[1], known[2], alpha];
	}

	/** A length of tokens.css in CSS pixels, e.g. `--wt-label`. */
	length(token: string): number {
		this.#element.style.fontSize = `var(${token})`;
		return Number.parseFloat(getComputedStyle(this.#element).fontSize);
	}

	/** Called when the look changed. */
	refresh(look: Look): void {
		this.#element.dataset['look'] = look;
		this.#known.clear();
	}

	dispose(): void {
		this.#element.remove();
	}

	#parse(css: string): Rgba {
		this.#probe.clearRect(0, 0, 1, 1);
		this.#probe.fillStyle = '#000';
		this.#probe.fillStyle = css || '#000';
		this.#probe.fillRect(0, 0, 1, 1);
		const [red = 0, green = 0, blue = 0, alpha = 255] = this.#probe.getImageData(0, 0, 1, 1).data;
		return [red, green, blue, alpha];
	}
}
