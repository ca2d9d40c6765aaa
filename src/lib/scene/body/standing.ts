import { Matrix4 } from 'three';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { ModelStanding } from '../contract.ts';

/** From a model's metres (x east, y north, z up, before it is turned) to the city's frame, for a model that stands somewhere. */
export function standing(city: LocalFrame, { lng, lat, heading, scale }: ModelStanding): Matrix4 {
	const place = new LocalFrame([lng, lat]);
	return cityFromEcef(city)
		.multiply(new Matrix4().fromArray([...place.toEcefMatrix]))
		.multiply(new Matrix4().makeRotationZ((-heading * Math.PI) / 180))
		.multiply(new Matrix4().makeScale(scale, scale, scale));
}

/** From earth-centred metres to the city's frame. */
export const cityFromEcef = (city: LocalFrame): Matrix4 =>
	new Matrix4().fromArray([...city.toEcefMatrix]).invert();

/** glTF's axes, y up, to ours, z up. */
export const fromGltf = (): Matrix4 => new Matrix4().makeRotationX(Math.PI / 2);
