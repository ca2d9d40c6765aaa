import type { EpochMs } from '#lib/model/units.ts';

const nextFrame = () => new Promise((drawn) => requestAnimationFrame(drawn));
const nameOf = (picture: HTMLImageElement) => decodeURIComponent(new URL(picture.src).pathname);

/**
 * Says as `window.__render` that a sheet is complete: fonts, pictures and rows are there. A picture that does not come, or
 * rows that could not be read, are an error: such a sheet must not be printed.
 */
export async function reportPrint(sheet: HTMLElement, dataAsOf: EpochMs | null): Promise<void> {
	const pictures = [...sheet.querySelectorAll('img')];
	const say = (state: 'loading' | 'ready' | 'error', layersLoaded: number, fontsLoaded: boolean) => {
		window.__render = { state, tilesLoaded: 0, layersLoaded, fontsLoaded, dataAsOf, renderer: '' };
	};
	say('loading', 0, false);
	while (sheet.querySelector('[data-waiting]')) await nextFrame();
	const missing: string[] = [];
	for (const picture of pictures) await picture.decode().catch(() => missing.push(nameOf(picture)));
	await document.fonts.ready;
	const failed = missing.length > 0 || sheet.querySelector('[data-figure-failed]') !== null;
	say(failed ? 'error' : 'ready', pictures.length, true);
}
