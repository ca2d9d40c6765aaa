import type { PlainPage } from './page.ts';

/** Chromium gives a context back to who prevents the default: a page "at its best" does. */
const GIVEN_BACK_MS = 100;

/** A plain page by its canvas, which must keep its drawing buffer. */
export function losing(canvas: HTMLCanvasElement): PlainPage {
	return {
		picture() {
			const copy = new OffscreenCanvas(canvas.width, canvas.height);
			const context = copy.getContext('2d', { willReadFrequently: true })!;
			context.drawImage(canvas, 0, 0);
			return context.getImageData(0, 0, copy.width, copy.height).data;
		},
		lose(givenBack) {
			const extension = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
			if (!extension) throw new Error('the page has no WebGL 2 context to lose');
			if (givenBack) {
				canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
				setTimeout(() => extension.restoreContext(), GIVEN_BACK_MS);
			}
			extension.loseContext();
		}
	};
}
