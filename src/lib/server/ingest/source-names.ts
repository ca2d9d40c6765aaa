/** Ways in that every server has; brokers and pollers have names of their own. */
export const HTTP_SOURCE = 'http';
export const MQTT_SOURCE = 'mqtt';
