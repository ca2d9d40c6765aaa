import bindings from 'gtfs-realtime-bindings';
import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { wholeTurn } from '../support/whole-turn.ts';
import { feedTime, type FeedTime } from './feed-time.ts';
import { own } from './proto-values.ts';
import type { Entity } from './read-feed.ts';
import { tripKey } from './trip-key.ts';

type Vehicle = bindings.transit_realtime.IVehiclePosition;
const { VehicleStopStatus, OccupancyStatus } = bindings.transit_realtime.VehiclePosition;

/**
 * A vehicle as one row. Feeds that say no position (New York's subway names stops only) give a row without one.
 * Its id is the vehicle's, else its trip's: entity ids of many feeds are row numbers that change from feed to feed.
 */
export function vehicleObservation(entity: Entity, feedAt: FeedTime, receivedAt: EpochMs): Observation {
	const vehicle = entity.vehicle!; // asked by the caller
	const { position } = vehicle;
	const label = vehicle.vehicle?.label || vehicle.trip?.routeId;
	return {
		kind: 'observation',
		layer: 'vehicles',
		entity: vehicle.vehicle?.id || tripKey(vehicle.trip) || entity.id,
		...feedTime(vehicle.timestamp, feedAt, receivedAt),
		...(position
			? {
					position: [position.longitude, position.latitude],
					...(finite(position, 'bearing') ? { heading: wholeTurn(position.bearing!) } : {}),
					...(finite(position, 'speed') ? { speed: position.speed! } : {})
				}
			: {}),
		status: statusOf(vehicle),
		...measures(vehicle),
		...(label ? { title: label } : {})
	};
}

function statusOf({ currentStatus }: Vehicle): string {
	if (currentStatus === VehicleStopStatus.INCOMING_AT) return 'incoming';
	return currentStatus === VehicleStopStatus.STOPPED_AT ? 'stopped' : 'moving';
}

/** `occupancy` in percent; `congestion` 1 (smooth) to 4 (severe) and `occupancyStatus` as the format numbers them. */
function measures(vehicle: Vehicle): Pick<Observation, 'values' | 'units'> {
	const values: Record<string, number> = {};
	const units: Record<string, string> = {};
	if (own(vehicle, 'occupancyPercentage')) {
		values['occupancy'] = vehicle.occupancyPercentage!;
		units['occupancy'] = '%';
	}
	if (own(vehicle, 'occupancyStatus') && vehicle.occupancyStatus! <= OccupancyStatus.NOT_ACCEPTING_PASSENGERS)
		values['occupancyStatus'] = vehicle.occupancyStatus!;
	// 0 is "unknown".
	if (vehicle.congestionLevel) values['congestion'] = vehicle.congestionLevel;
	if (vehicle.position && finite(vehicle.position, 'odometer')) {
		values['odometer'] = vehicle.position.odometer!;
		units['odometer'] = 'm';
	}
	return {
		...(Object.keys(values).length > 0 ? { values } : {}),
		...(Object.keys(units).length > 0 ? { units } : {})
	};
}

function finite(position: bindings.transit_realtime.IPosition, name: 'bearing' | 'speed' | 'odometer') {
	return own(position, name) && Number.isFinite(position[name]);
}
