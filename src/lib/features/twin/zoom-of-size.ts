import { METRES_A_PIXEL } from '#lib/model/first-view.ts';

/** So wide a thing should look, pixels. */
const WIDTH = 420;
const [FARTHEST, NEAREST] = [8, 17];
const RAD = Math.PI / 180;

/** The zoom at which one sees a thing of this size, at this latitude, whole. */
export function zoomOfSize(squareMetres: number, lat: number): number {
	const metresPerPixel = Math.sqrt(squareMetres) / WIDTH;
	const zoom = Math.log2((METRES_A_PIXEL * Math.cos(lat * RAD)) / metresPerPixel);
	return Math.min(NEAREST, Math.max(FARTHEST, zoom));
}
