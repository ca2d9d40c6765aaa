/** Metres of a pixel on the equator at zoom 0, 512 pixels a tile. */
const METRES = 78_271.517;
/** So wide a thing should look, pixels. */
const WIDTH = 420;
const [FARTHEST, NEAREST] = [8, 17];
const RAD = Math.PI / 180;

/** The zoom at which one sees a thing of this size, at this latitude, whole. */
export function zoomOfSize(squareMetres: number, lat: number): number {
	const metresPerPixel = Math.sqrt(squareMetres) / WIDTH;
	const zoom = Math.log2((METRES * Math.cos(lat * RAD)) / metresPerPixel);
	return Math.min(NEAREST, Math.max(FARTHEST, zoom));
}
