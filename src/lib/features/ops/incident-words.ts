import { m } from '#lib/paraglide/messages.js';

const INCIDENTS: Readonly<Record<string, readonly [name: () => string, how: () => string]>> = {
	rainstorm: [m.incident_rainstorm, m.incident_rainstorm_how],
	'gas-leak': [m.incident_gas_leak, m.incident_gas_leak_how],
	'metro-outage': [m.incident_metro_outage, m.incident_metro_outage_how],
	'air-inversion': [m.incident_air_inversion, m.incident_air_inversion_how],
	crowd: [m.incident_crowd, m.incident_crowd_how],
	'pole-outage': [m.incident_pole_outage, m.incident_pole_outage_how],
	'sensor-failure': [m.incident_sensor_failure, m.incident_sensor_failure_how]
};

/** An incident's name in words; one that we do not know stands as it is. */
export const incidentName = (name: string): string => INCIDENTS[name]?.[0]() ?? name;
/** What it does, in one sentence. */
export const incidentHow = (name: string): string => INCIDENTS[name]?.[1]() ?? '';
