const EQUATOR_METRES = 40_075_016.686;
const TILE = 512;
const MOST_PIXELS = 110;

/** A round length that fits, at the middle of the picture. */
export function scaleBar(lat: number, zoom: number): { readonly pixels: number; readonly text: string } {
	const metresPerPixel = (EQUATOR_METRES * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom);
	const most = metresPerPixel * MOST_PIXELS;
	const power = 10 ** Math.floor(Math.log10(most));
	const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
	return {
		pixels: Math.round(metres / metresPerPixel),
		text: metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
	};
}
