/** Tests of delivery: decisions in virtual time, and couriers with a real journal and a real receiver with faults. */
package io.switchhook.delivery;
