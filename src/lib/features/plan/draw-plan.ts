import type { Camera, CityManifest } from '#lib/model/city.ts';
import { DOT, DOT_ALPHA, DOT_CASING, DOT_LIFT } from '#lib/layers/points/dot-size.ts';
import type { PlannedDots } from './first-plan.ts';
import { planProjection, type OnPicture } from './plan-projection.ts';

export interface PlanToDraw {
	readonly camera: Camera;
	readonly city: Pick<CityManifest, 'anchor'>;
	readonly dots: readonly PlannedDots[];
}

const LAND = '--map-land';
/** CSS pixels. */
const HALF_CASING = 0.5;

/** Draws dots over plain land, where and as the map will draw them. */
export function drawPlan(canvas: HTMLCanvasElement, { camera, city, dots }: PlanToDraw): void {
	const { clientWidth: width, clientHeight: height } = canvas;
	const context = canvas.getContext('2d', { alpha: false });
	if (!context || width === 0 || height === 0) return;
	canvas.width = Math.round(width * devicePixelRatio);
	canvas.height = Math.round(height * devicePixelRatio);
	context.scale(canvas.width / width, canvas.height / height);
	const tokens = getComputedStyle(canvas);
	context.fillStyle = tokens.getPropertyValue(LAND);
	context.fillRect(0, 0, width, height);
	const { place, pixelsPerMetre } = planProjection(camera, city, { width, height });
	const radius = Math.min(Math.max(DOT.metres * pixelsPerMetre, DOT.leastPixels), DOT.mostPixels);
	for (const { lngLat, token } of dots) {
		const [casings, fills] = [new Path2D(), new Path2D()];
		for (let i = 0; i < lngLat.length; i += 2) {
			const seen = place(lngLat[i]!, lngLat[i + 1]!, DOT_LIFT);
			if (!seen) continue;
			addCircle(casings, seen, radius + HALF_CASING);
			addCircle(fills, seen, radius - HALF_CASING);
		}
		for (const [path, name, alpha] of [
			[casings, DOT_CASING.token, DOT_CASING.alpha],
			[fills, token, DOT_ALPHA]
		] as const) {
			context.globalAlpha = alpha / 255;
			context.fillStyle = tokens.getPropertyValue(name);
			context.fill(path);
		}
	}
}

/** `radius`: of one in the middle of the picture. */
function addCircle(path: Path2D, { x, y, size }: OnPicture, radius: number): void {
	path.moveTo(x + radius * size, y);
	path.arc(x, y, radius * size, 0, 2 * Math.PI);
}
